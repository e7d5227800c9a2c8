import { decodeJwt } from 'jose';
import type { GdprRequest } from '@lethe/contracts';
import { bySize, until } from '@lethe/testing';
import { Http } from '../support/http.ts';
import { audit } from './support/audit.ts';
import { Clocks } from './support/clocks.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Ledger } from './support/ledger.ts';
import { expectNothingWrong, recordVerdict } from './support/report.ts';

const VICTIMS = ['dialer', 'aggregator', 'gateway-2'];
const PEOPLE = 12;
const LINK_SECONDS = 6;

/**
 * Requests, leases, deadlines, archives, tokens, links and limits have PostgreSQL's clock: a service whose own is wrong
 * works on, and harms nobody.
 */
describe('the clock of one service three days ahead', () => {
  const clocks = new Clocks(VICTIMS);
  let stack: FaultStack;
  beforeAll(async () => {
    stack = await FaultStack.start({
      copies: { gateway: 2 },
      environmentOf: clocks.environmentOf,
      environment: { LETHE_LINK_MINUTES: String(LINK_SECONDS / 60) },
    });
  }, 300_000);
  afterAll(async () => {
    await stack?.stop();
    clocks.remove();
  }, 60_000);

  const at = (index: number) => ({ description: { ...stack.description, api: stack.apis[index]! } });

  it.each(bySize({ ci: ['aggregator'], full: VICTIMS, release: VICTIMS }))(
    '%s: every request ends as it should',
    async (victim) => {
      const ledger = await Ledger.create(stack, { people: PEOPLE });
      await ledger.postAll(ledger.population.filter(({ type }) => type !== undefined).slice(0, PEOPLE / 2));
      await clocks.turn(victim, '+3d');
      await ledger.postAll(ledger.population.filter(({ type }) => type !== undefined).slice(PEOPLE / 2));
      const verdict = await audit(ledger);
      await clocks.turn(victim, '+0');
      recordVerdict(`clock of ${victim} three days ahead`, 1, verdict);
      expect(verdict.accepted).toBe(PEOPLE);
      expectNothingWrong(verdict);
    },
    180_000,
  );

  it('tokens, links and limits of a gateway hold at the other one', async () => {
    const before = await Http.login(at(0));
    await clocks.turn('gateway-2', '+3d');
    const tokens = { right: before.authorization, wrong: (await Http.login(at(1))).authorization };
    const lifetimes = Object.values(tokens).map(
      (authorization) => decodeJwt(authorization.slice(7)).exp! - Date.now() / 1_000,
    );
    expect(Math.abs(lifetimes[0]! - lifetimes[1]!)).toBeLessThan(120);
    const archive = await anArchive(before);
    for (const api of stack.apis) {
      for (const authorization of Object.values(tokens)) {
        const answer = await fetch(`${api}/api/v2/gdpr/requests`, { headers: { authorization } });
        expect([answer.status, Number(answer.headers.get('inin-ratelimit-reset')) <= 60]).toEqual([200, true]);
      }
      const link = await linkOf(api, archive, tokens.right);
      const opened = () => Promise.all(stack.apis.map(async (host) => (await fetch(`${host}${link}`)).status));
      expect(await opened()).toEqual([200, 200]);
      // By PostgreSQL's clock, which nobody turns.
      await until('the end of the link', async () => (await opened()).every((status) => status === 404), {
        seconds: 30,
      });
    }
  }, 300_000);

  async function anArchive(http: Http): Promise<string> {
    const { id } = (await http.post('GDPR_EXPORT', { emailAddresses: ['nobody@faults.example'] })) as GdprRequest;
    return new URL((await http.ended(id)).resultsUrl!).pathname;
  }

  async function linkOf(api: string, archive: string, authorization: string): Promise<string> {
    const answer = await fetch(`${api}${archive}?issueRedirect=false`, { headers: { authorization } });
    const { pathname, search } = new URL(((await answer.json()) as { url: string }).url);
    return pathname + search;
  }
});
