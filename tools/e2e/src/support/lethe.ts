import type { Storage } from '@lethe/storage';
import { attach } from './deployed-system.ts';
import { startEmbedded, startEmbeddedWithBucket } from './embedded-system.ts';
import { share } from './shared-system.ts';
import type { System, SystemDescription } from './system.ts';

/** A deployment that runs already (`LETHE_API`): every file shares it, then. */
const DEPLOYMENT = process.env['LETHE_API'];

/** The system under test. */
export class Lethe {
  private constructor(private readonly system: System) {}

  /** In an organisation of its own of the stack that all files of a run share; nothing of it may be ended or changed. */
  static async start(): Promise<Lethe> {
    return new Lethe(DEPLOYMENT === undefined ? await share() : await attach(DEPLOYMENT));
  }

  /**
   * A stack that no other file uses, with these variables in the environment of its services: a deployment, whose files
   * run one after another, has its own, so such a test runs `onOwnStack`.
   */
  static async alone(environment: Record<string, string> = {}): Promise<Lethe> {
    if (DEPLOYMENT === undefined) return new Lethe(await startEmbedded(environment));
    if (Object.keys(environment).length > 0)
      throw new Error('a deployment has its own environment: take `describe` from onOwnStack (support/where.ts)');
    return new Lethe(await attach(DEPLOYMENT));
  }

  /** With archives and files in an S3-compatible store; a deployment keeps the storage that it has. */
  static async startWithBucket(): Promise<Lethe> {
    return new Lethe(DEPLOYMENT === undefined ? await startEmbeddedWithBucket() : await attach(DEPLOYMENT));
  }

  get description(): SystemDescription {
    return this.system.description;
  }

  get api(): string {
    return this.description.api;
  }

  get home(): string {
    return this.system.home;
  }

  get storage(): Storage {
    return this.system.storage;
  }

  logs: System['logs'] = () => this.system.logs();
  pids: System['pids'] = () => this.system.pids();
  kill: System['kill'] = (name) => this.system.kill(name);
  freeze: System['freeze'] = (name) => this.system.freeze(name);
  stop: System['stop'] = () => this.system.stop();
}
