import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, headers, nkeyAuthenticator, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { createUser } from '@nats-io/nkeys';
import { until } from '@lethe/testing';
import { pause } from '../../support/pause.ts';
import type { Chance } from './chance.ts';
import type { FaultStack } from './fault-stack.ts';

/** Marks what the tap itself has said. */
const MARK = 'lethe-tap';
/**
 * Copies of one message are spread over so long, so that they meet those of others, and the ends of what they are
 * about.
 */
const SPREAD_MS = 3_000;

/** Hears everything on a stack's NATS and may say everything: a user that no service is. */
export class Tap {
  /** The newest message by subject. */
  readonly last = new Map<string, Msg>();
  /** Messages that were said again, copies not counted. */
  heard = 0;
  private readonly pending = new Set<Promise<void>>();
  private readonly kept = new Map<string, Msg[]>();
  private isRepeating = true;

  private constructor(private readonly connection: NatsConnection) {}

  static async open(stack: FaultStack): Promise<Tap> {
    const user = createUser();
    const file = join(stack.home, 'nats', 'nats.conf');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('users: [', `users: [\n    { nkey: ${user.getPublicKey()} }`),
    );
    process.kill(stack.pidOf('nats'), 'SIGHUP');
    let connection: NatsConnection | undefined;
    await until('a server that knows the new user', async () => {
      connection = await connect({
        servers: stack.description.nats,
        authenticator: nkeyAuthenticator(user.getSeed()),
        maxReconnectAttempts: -1,
      });
      return true;
    });
    return new Tap(connection!);
  }

  /**
   * From now on every message on these subjects is delivered `times` in all, in an order of chance. Of the answers to
   * one call only the first is repeated: the copies of the call are answered themselves.
   */
  repeat(subjects: readonly string[], times: number, chance: Chance): void {
    const answered = new Set<string>();
    for (const subject of subjects) {
      this.connection.subscribe(subject, {
        callback: (error, message) => {
          if (!this.isRepeating || error !== null || message.headers?.has(MARK) || answered.has(message.subject))
            return;
          if (message.subject.startsWith('_INBOX.')) answered.add(message.subject);
          this.heard++;
          this.last.set(message.subject, message);
          if (!message.subject.startsWith('_INBOX.'))
            this.kept.set(message.subject, [...(this.kept.get(message.subject) ?? []), message]);
          for (let copy = 1; copy < times; copy++) this.say(message, chance.between(0, SPREAD_MS));
        },
      });
    }
  }

  /** Delivers every message that came on this subject once more. */
  again(subject: string): void {
    for (const message of this.kept.get(subject) ?? []) this.say(message, 0);
  }

  /** Sends and returns the reply, as text. */
  async ask(subject: string, payload: string): Promise<string> {
    return (await this.connection.request(subject, payload, { timeout: 10_000 })).string();
  }

  /** Ends the repetitions; resolves when every copy has been delivered. */
  async quiet(): Promise<void> {
    this.isRepeating = false;
    await Promise.all(this.pending);
    await this.connection.flush();
  }

  async close(): Promise<void> {
    await this.quiet();
    await this.connection.close();
  }

  private say({ subject, data, reply }: Msg, afterMs: number): void {
    const mark = headers();
    mark.set(MARK, 'copy');
    const said: Promise<void> = pause(afterMs).then(() => {
      this.pending.delete(said);
      this.connection.publish(subject, data, { reply, headers: mark });
    });
    this.pending.add(said);
  }
}
