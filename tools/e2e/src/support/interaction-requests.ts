import { readArchive } from './archive.ts';
import { query } from './databases.ts';
import { Http } from './http.ts';
import { makeAgent, makeInteraction, type Interaction, type Medium, type Person } from './interactions.ts';
import { Lethe } from './lethe.ts';
import { sdkFor, type SdkApis } from './sdk.ts';

/** An organisation with an agent; requests about whom the agent talks to, and what is left of their interactions. */
export class InteractionRequests {
  private constructor(
    readonly lethe: Lethe,
    readonly http: Http,
    readonly sdk: SdkApis,
    readonly agent: Awaited<ReturnType<typeof makeAgent>>,
  ) {}

  static async start(): Promise<InteractionRequests> {
    const lethe = await Lethe.start();
    const http = await Http.login(lethe);
    return new InteractionRequests(lethe, http, await sdkFor(lethe), await makeAgent(http));
  }

  interaction(
    person: Person,
    medium: Medium,
    linked: boolean,
    more?: { recordings?: object[]; participants?: object[] },
  ): Promise<Interaction> {
    return makeInteraction(this.http, { medium, person, agent: this.agent, linked, more });
  }

  async completed(requestType: string, subject: object, more: object = {}) {
    const request = await this.sdk.gdpr.postGdprRequests({ requestType, subject, ...more } as never, {
      deleteConfirmed: requestType === 'GDPR_DELETE',
    });
    const ended = await this.http.ended(request.id!);
    expect(ended.status).toBe('COMPLETED');
    const { entities } = await this.http.tasks(request.id!);
    return { request: ended, task: (domain: string) => entities.find((task) => task.domain === domain)! };
  }

  async exportOf(subject: object): Promise<Map<string, string>> {
    const { request } = await this.completed('GDPR_EXPORT', subject);
    return readArchive(this.http, request.resultsUrl!);
  }

  /** Everything that the conversations' store holds of one interaction, as text. */
  async rowsOf({ id }: Interaction): Promise<string[]> {
    const tables = ['conversation', 'participant', 'participant_data', 'wrapup', 'message', 'attachment', 'recording'];
    const rows = await Promise.all(
      tables.map((table) =>
        query<{ line: string }>(
          this.lethe,
          'conversations',
          `select row_to_json(t)::text as line from ${table} t
            where ${table === 'conversation' ? 'id' : 'conversation_id'} = '${id}' order by 1`,
        ),
      ),
    );
    return rows.flatMap((each) => each.map((row) => row.line));
  }

  async content(path: string): Promise<string> {
    return (await this.http.send<string>('GET', path)).body;
  }

  async isThere(path: string): Promise<boolean> {
    return (await this.http.send('GET', path)).status === 200;
  }

  async stop(): Promise<void> {
    await this.lethe.stop();
  }
}
