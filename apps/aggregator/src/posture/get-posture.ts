import type { GdprPosture, GdprPostureDomain, GetPostureCall } from '@lethe/contracts';
import type { Core } from '../core.ts';
import { contextOf } from '../requests/context-of.ts';
import { askForPage, knownAnywhere, type Asked } from './ask-domains.ts';
import { addTo, grade } from './grade.ts';
import { decodeCursor, encodeCursor, invalid, startOf, type PostureCursor } from './posture-cursor.ts';

const PATH = '/api/v2/gdpr/posture';

/**
 * `GET /api/v2/gdpr/posture`: one page of every domain that has more, side by side. What has been counted goes along in
 * the cursor, so that nothing is kept here, and the last page has the sums.
 */
export async function getPosture(core: Core, { principal, cursor, domain }: GetPostureCall): Promise<GdprPosture> {
  const { expected } = core.domains;
  if (domain !== undefined && !expected.includes(domain)) throw invalid('domain', 'There is no such domain.');
  const from =
    cursor === undefined ? startOf(domain === undefined ? expected : [domain]) : decodeCursor(cursor, expected);
  const context = contextOf(principal);
  const asked = await Promise.all(
    Object.entries(from.open).map(([name, after]) => askForPage(core, context, name, after)),
  );
  const known = await knownAnywhere(core, context, asked);
  const findings = asked.flatMap((one) => ('reply' in one ? grade(one.name, one.reply, known) : []));
  const to = advanced(from, asked, addTo(from.counts, findings));
  const answersAndHasMore = asked.some((one) => 'reply' in one && one.reply.next !== undefined);
  return {
    findings,
    counts: to.counts,
    domains: domainsOf(to, asked),
    selfUri: cursor === undefined ? `${PATH}${domain === undefined ? '' : `?domain=${domain}`}` : uriOf(from),
    ...(answersAndHasMore && { nextUri: uriOf(to) }),
  };
}

function advanced(from: PostureCursor, asked: readonly Asked[], counts: PostureCursor['counts']): PostureCursor {
  const open = { ...from.open };
  const looked = { ...from.looked };
  for (const one of asked) {
    if (!('reply' in one)) continue;
    looked[one.name] = (looked[one.name] ?? 0) + one.reply.looked;
    if (one.reply.next === undefined) delete open[one.name];
    else open[one.name] = one.reply.next;
  }
  return { open, looked, counts };
}

function domainsOf(to: PostureCursor, asked: readonly Asked[]): GdprPostureDomain[] {
  const names = [...new Set([...Object.keys(to.looked), ...Object.keys(to.open)])].toSorted();
  return names.map((name) => {
    const one = asked.find((candidate) => candidate.name === name);
    const looked = to.looked[name] ?? 0;
    const after = to.open[name];
    if (one !== undefined && 'reason' in one)
      return { name, state: 'away', looked, reason: one.reason, nextUri: uriOf({ ...to, open: { [name]: after! } }) };
    return { name, state: after === undefined ? 'done' : 'more', looked };
  });
}

const uriOf = (cursor: PostureCursor): string => `${PATH}?cursor=${encodeCursor(cursor)}`;
