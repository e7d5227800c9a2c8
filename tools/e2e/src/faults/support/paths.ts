import { NetworkPath } from '@lethe/testing';

export type Neighbour = 'nats' | 'postgres';

const VARIABLES: Record<Neighbour, string> = { nats: 'LETHE_NATS_URL', postgres: 'LETHE_DATABASE_URL' };

/** The ways of some processes to what they need, each of which can be cut. */
export class Paths {
  private readonly paths = new Map<string, NetworkPath>();
  private readonly ready = new Map<string, string>();

  constructor(private readonly victims: readonly string[]) {}

  /** For `startStack`. */
  environmentOf = async (process: string, environment: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> => {
    this.ready.set(process, `http://127.0.0.1:${environment['LETHE_HEALTH_PORT'] ?? environment['LETHE_PORT']}/readyz`);
    if (!this.victims.includes(process)) return environment;
    const detours = await Promise.all(
      Object.entries(VARIABLES).map(async ([neighbour, variable]) => [
        variable,
        await this.detour(`${process} ${neighbour}`, environment[variable]!),
      ]),
    );
    return { ...environment, ...Object.fromEntries(detours) };
  };

  of(process: string, neighbour: Neighbour): NetworkPath {
    return this.paths.get(`${process} ${neighbour}`)!;
  }

  /** What a supervisor of this process sees. */
  async isReady(process: string): Promise<boolean> {
    const answer = await fetch(this.ready.get(process)!, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }

  async close(): Promise<void> {
    await Promise.all([...this.paths.values()].map((path) => path.close()));
  }

  private async detour(name: string, address: string): Promise<string> {
    const url = new URL(address);
    const path = await NetworkPath.to(Number(url.port));
    this.paths.set(name, path);
    url.port = String(path.port);
    return url.href;
  }
}
