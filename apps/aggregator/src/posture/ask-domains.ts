import {
  keyText,
  KnownReply,
  LetheError,
  PostureReply,
  SUBJECTS,
  type CallContext,
  type LookedUpKey,
  type Reason,
} from '@lethe/contracts';
import { NoReply, NoResponder } from '@lethe/messaging';
import type { Core } from '../core.ts';
import { awayReason } from '../requests/away-reason.ts';

/** Together less than a gateway waits. A domain ends its page after a third of a second. */
const PAGE_MS = 1_400;
const KNOWN_MS = 800;
/** Of one call. */
const MOST_KEYS = 20_000;

/** One page of a domain, or why there is none. */
export type Asked = { name: string; reply: PostureReply } | { name: string; reason: Reason };

export async function askForPage(core: Core, context: CallContext, name: string, cursor: string): Promise<Asked> {
  try {
    const call = { context, ...(cursor !== '' && { cursor }) };
    return { name, reply: await core.messaging.call(SUBJECTS.domain(name, 'posture'), call, PostureReply, PAGE_MS) };
  } catch (error) {
    if (error instanceof LetheError && error.code === 'bad.request') throw error;
    return { name, reason: reasonOf(core, name, error) };
  }
}

function reasonOf(core: Core, name: string, error: unknown): Reason {
  if (error instanceof NoResponder || error instanceof NoReply)
    return { ...awayReason(name, core.domains.lastAnswered(name)), message: `The domain ${name} does not answer.` };
  if (error instanceof LetheError && error.code === 'service.unavailable')
    return { code: 'store.away', message: `The store of the domain ${name} is away.` };
  return { code: 'domain.failed', message: `The domain ${name} failed; its log has the place.` };
}

/**
 * Which keys records of any domain carry. What a flow says is compared with the customers of another domain, which the
 * domain of the flow knows nothing of.
 */
export async function knownAnywhere(core: Core, context: CallContext, asked: readonly Asked[]): Promise<Set<string>> {
  const keys = new Map(
    asked.flatMap((one) => ('reply' in one ? one.reply.keys : [])).map((key) => [keyText(key), key] as const),
  );
  const all = [...keys.values()];
  const chunks: LookedUpKey[][] = [];
  for (let from = 0; from < all.length; from += MOST_KEYS) chunks.push(all.slice(from, from + MOST_KEYS));
  const domains = core.domains.expected.filter((name) => core.domains.isAvailable(name));
  const found = await Promise.all(
    domains.flatMap((name) => chunks.map((chunk) => knownIn(core, context, name, chunk))),
  );
  return new Set(found.flat());
}

/** A domain that does not answer is told as away by its own page; what others hold is then compared without it. */
async function knownIn(core: Core, context: CallContext, name: string, keys: LookedUpKey[]): Promise<string[]> {
  const { known } = await core.messaging
    .call(SUBJECTS.domain(name, 'known'), { context, keys }, KnownReply, KNOWN_MS)
    .catch(() => ({ known: [] }));
  return known.flatMap((place) => (keys[place] === undefined ? [] : keyText(keys[place])));
}
