import { connect, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type {
  DoneOutcome,
  ErrorReply,
  FailedOutcome,
  LookedUpKey,
  Manifest,
  PostureReply,
  ResolveReply,
  SearchReply,
  Task,
  TaskVerb,
} from '@lethe/contracts';

type Answer = Partial<DoneOutcome> | (Partial<FailedOutcome> & { status: 'failed' }) | 'silence';

export interface Call {
  verb: string;
  tasks: Task[];
  at: number;
}

/** A domain that is nothing but NATS messages in the envelope that Nest writes, and does what a test tells it. */
export class FakeDomain {
  readonly calls: Call[] = [];
  manifest: Manifest;
  resolve: (id: { type: string; id: string }) => ResolveReply | undefined = () => undefined;
  search: (kind: string, value: string, cursor?: string) => SearchReply = () => ({ subjects: [] });
  posture: (cursor?: string) => PostureReply | ErrorReply = () => ({ places: [], keys: [], looked: 0 });
  /** Which of these keys it knows. */
  known: (key: LookedUpKey) => boolean = () => false;
  /** What the domain says of a task; may take its time. */
  answer: (verb: TaskVerb, task: Task) => Answer | Promise<Answer> = () => ({});
  /** Replies to every call as often as this. */
  copies = 1;
  /** Answers a whole call; undefined: task by task. */
  raw: ((verb: TaskVerb, tasks: Task[]) => unknown) | undefined;
  /** There for NATS, and silent whatever it is asked. */
  frozen = false;
  private subscriptions: Subscription[] = [];

  private constructor(
    private readonly connection: NatsConnection,
    readonly name: string,
    manifest: Partial<Manifest>,
  ) {
    this.manifest = {
      name,
      title: name,
      recordTypes: [],
      searches: [],
      subjectIds: [],
      requiresSubject: false,
      resourcePaths: [],
      filePaths: [],
      excluded: [],
      ...manifest,
    };
  }

  static async start(port: number, name: string, manifest: Partial<Manifest> = {}): Promise<FakeDomain> {
    const domain = new FakeDomain(await connect({ servers: `127.0.0.1:${port}` }), name, manifest);
    await domain.back();
    return domain;
  }

  /** Tasks that were asked for with this verb, in order. */
  tasks(verb: TaskVerb): Task[] {
    return this.calls.filter((call) => call.verb === verb).flatMap((call) => call.tasks);
  }

  /** @param verbs what it answers; a domain of an earlier version knows fewer. */
  async back(...verbs: string[]): Promise<void> {
    if (this.subscriptions.length === 0)
      this.subscriptions = (verbs.length > 0 ? verbs : ['>']).map((verb) =>
        this.connection.subscribe(`gdpr.${this.name}.${verb}`, {
          queue: this.name,
          callback: (_error, message) => void this.handle(message),
        }),
      );
    await this.connection.flush();
  }

  async away(): Promise<void> {
    for (const subscription of this.subscriptions.splice(0)) subscription.unsubscribe();
    await this.connection.flush();
  }

  async progress(task: Task): Promise<void> {
    const data = { organisationId: task.context.organisationId, taskId: task.taskId, fence: task.fence };
    this.connection.publish('gdpr.aggregator.progress', JSON.stringify({ pattern: 'gdpr.aggregator.progress', data }));
    await this.connection.flush();
  }

  async stop(): Promise<void> {
    await this.connection.close();
  }

  private async handle(message: Msg): Promise<void> {
    const { id, data } = message.json<{ id: string; data: never }>();
    const verb = message.subject.split('.').at(-1)!;
    const reply = await this.reply(verb, data);
    if (reply === undefined || this.frozen) return;
    const body = JSON.stringify({ ...reply, isDisposed: true, id });
    for (let i = 0; i < this.copies; i++) message.respond(body);
  }

  private async reply(
    verb: string,
    data: {
      id: never;
      term: { kind: string; value: string };
      cursor?: string;
      keys: LookedUpKey[];
      tasks: Task[];
    },
  ): Promise<object | undefined> {
    if (verb === 'manifest') return { response: this.manifest };
    if (verb === 'search') return { response: this.search(data.term.kind, data.term.value, data.cursor) };
    if (verb === 'posture') {
      const response = this.posture(data.cursor);
      return 'code' in response ? { err: response } : { response };
    }
    if (verb === 'known')
      return { response: { known: data.keys.flatMap((key, place) => (this.known(key) ? place : [])) } };
    if (verb === 'resolve') {
      const response = this.resolve(data.id);
      return response ? { response } : { err: { code: 'not.found', message: 'The requested resource was not found.' } };
    }
    this.calls.push({ verb, tasks: data.tasks, at: Date.now() });
    if (this.raw) return this.raw(verb as TaskVerb, data.tasks) as object | undefined;
    const answers = await Promise.all(data.tasks.map(async (task) => this.answer(verb as TaskVerb, task)));
    if (answers.includes('silence')) return undefined;
    return {
      response: {
        outcomes: data.tasks.map((task, i) => ({ taskId: task.taskId, status: 'done', ...(answers[i] as object) })),
      },
    };
  }
}
