import { Supervised, type ProcessSpec, type Watcher } from './supervised.ts';
import { StackError } from './stack-error.ts';

export interface ProcessState {
  name: string;
  pid: number;
  log: string;
}

/** In this order they stop: nobody loses what it depends on before it is gone itself. */
const STOP_ORDER = ['gateway', 'aggregator', 'domain', 'nats', 'postgres'] as const;
export type Kind = (typeof STOP_ORDER)[number];

/** Everything one stack runs. */
export class ProcessGroup {
  private readonly members: { kind: Kind; process: Supervised }[] = [];

  constructor(private readonly watcher: Watcher) {}

  get states(): ProcessState[] {
    return this.members.map(({ process: { pid, spec } }) => ({ name: spec.name, pid, log: spec.log }));
  }

  start(kind: Kind, spec: ProcessSpec): Supervised {
    const process = new Supervised(spec, this.watcher);
    this.members.push({ kind, process });
    process.start();
    return process;
  }

  find(name: string): Supervised {
    const found = this.members.find(({ process }) => process.spec.name === name);
    if (!found) throw new StackError(`There is no process called ${name} in this stack.`);
    return found.process;
  }

  async stop(): Promise<void> {
    for (const kind of STOP_ORDER) {
      await Promise.all(this.members.filter((member) => member.kind === kind).map(({ process }) => process.stop()));
    }
  }
}
