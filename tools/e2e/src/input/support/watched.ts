import { Http } from '../../support/http.ts';
import { makePerson } from '../../support/interactions.ts';
import { Lethe } from '../../support/lethe.ts';

/** What a process says before it ends for want of a handler, or goes on without one. */
const UNHANDLED = /unhandled|uncaught/i;

/** A system whose processes, logs and use are looked at before and after something is thrown at it. */
export class Watched {
  private constructor(
    readonly lethe: Lethe,
    readonly http: Http,
    private readonly pids: Record<string, number>,
  ) {}

  static async start(starting = Lethe.start()): Promise<Watched> {
    const lethe = await starting;
    return new Watched(lethe, await Http.login(lethe), await lethe.pids());
  }

  stop = (): Promise<void> => this.lethe.stop();

  /**
   * No process has ended, nothing went unhandled, none of `texts` stands in a log, and both a search and an erasure
   * still work.
   */
  async assertUnharmed(texts: readonly string[] = []): Promise<void> {
    await this.assertWorks();
    expect(await this.lethe.pids()).toEqual(this.pids);
    const logs = await this.lethe.logs();
    expect(
      logs.flatMap(({ place, text }) =>
        text
          .split('\n')
          .filter((line) => UNHANDLED.test(line))
          .map((line) => `${place}: ${line}`),
      ),
    ).toEqual([]);
    expect(
      logs.flatMap(({ place, text }) => texts.filter((one) => text.includes(one)).map((one) => ({ place, text: one }))),
    ).toEqual([]);
  }

  private async assertWorks(): Promise<void> {
    const person = await makePerson(this.http);
    expect(await this.http.subjects('EMAIL', person.email)).toMatchObject([{ externalContactId: person.contactId }]);
    const { id } = await this.http.post('GDPR_DELETE', { externalContactId: person.contactId });
    expect((await this.http.ended(id, 120)).status).toBe('COMPLETED');
    expect(await this.http.subjects('EMAIL', person.email)).toEqual([]);
  }
}
