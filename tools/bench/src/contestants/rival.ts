import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StackDescription } from '@lethe/stack';
import type { Watched } from '../measure/cpu.ts';
import type { RivalAnswer, RivalJob, Setup } from '../rival/messages.ts';
import type { Contestant, Job, Ran } from './contestant.ts';

const PROGRAM = join(import.meta.dirname, '..', 'rival', 'run-rival.js');

/** The rival as a process of its own, so that what it uses is told from what the bench uses. */
export class Rival implements Contestant {
  readonly name = 'rival';

  private constructor(private readonly child: ChildProcess) {}

  /** It ends with the signal. `program`: another rival. */
  static start(
    { databases, organisationId, storage }: StackDescription,
    { signal, program = PROGRAM }: { signal: AbortSignal; program?: string },
  ): Rival {
    const rival = new Rival(fork(program, { signal, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
    // Whoever waits for an answer is told.
    rival.child.on('error', () => undefined);
    rival.child.send({ databases, organisationId, storage } satisfies Setup);
    return rival;
  }

  get processes(): readonly Watched[] {
    return [{ name: 'rival', pid: this.child.pid! }];
  }

  async run({ verb, people, atOnce }: Job): Promise<Ran> {
    const job: RivalJob = {
      verb,
      people: people.map(({ contacts, emails }) => ({ contact: contacts.at(-1)!, email: emails[0]! })),
      atOnce,
    };
    this.child.send(job);
    const heard = new AbortController();
    const answer = await Promise.race([
      once(this.child, 'message', heard).then(([message]) => message as RivalAnswer),
      once(this.child, 'exit', heard).then((): RivalAnswer => ({ error: 'it has ended' })),
    ]).finally(() => heard.abort());
    if ('error' in answer) throw new Error(`The rival failed: ${answer.error}`);
    return { latencies: answer.latencies, unavailable: 0 };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
