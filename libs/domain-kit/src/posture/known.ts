import type { KnownCall, KnownReply, LookedUpKey } from '@lethe/contracts';
import type { DomainStore, TenantContext } from '../domain-store.ts';

/** Which of these keys records of the domain carry: one look-up in the identifier index for each. */
export async function known(store: DomainStore, { context, keys }: KnownCall): Promise<KnownReply> {
  return { known: await knownKeys(store, context, keys) };
}

export async function knownKeys(
  store: DomainStore,
  context: TenantContext,
  keys: readonly LookedUpKey[],
): Promise<number[]> {
  if (keys.length === 0) return [];
  const rows = await store.look(context, (run) =>
    run<{ place: number }>(KNOWN, [context.organisationId, keys.map(({ kind }) => kind), keys.map(({ key }) => key)]),
  );
  return rows.map(({ place }) => place);
}

/** `offset 0`: as in rows-of-keys.ts. */
const KNOWN = `
  select (k.place - 1)::integer as place from unnest($2::text[], $3::text[]) with ordinality k(kind, key, place)
   where exists (select from subject_identifier i
     where i.organisation_id = $1 and i.kind = k.kind and i.key = k.key offset 0)`;
