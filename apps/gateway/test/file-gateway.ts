import { openStorage } from '@lethe/storage';
import { FakeFiles, FILE_PATH } from './fake-files.ts';
import { call, manifestOf, TestGateway } from './test-gateway.ts';

let last = 0;
/** Path of a file that no other test uses; the query holds what must not be logged. */
export const fresh = () => `/api/v2/users/u1/files/f${(last += 1)}?participantId=ana.silva&kind=attachment`;
export const codeOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { code: string }).code,
];

const unhandled: unknown[] = [];
const noteUnhandled = (error: unknown) => void unhandled.push(error);

/** A gateway before a domain with files, and a client that may do everything. */
export class FileGateway {
  /** Rejections that nobody handled since the start. */
  readonly unhandled = unhandled;

  private constructor(
    readonly gateway: TestGateway,
    readonly files: FakeFiles,
    readonly token: string,
  ) {}

  static async start(): Promise<FileGateway> {
    process.on('unhandledRejection', noteUnhandled);
    const files = new FakeFiles();
    const gateway = await TestGateway.start(
      {},
      {
        'gdpr.directory.manifest': () => manifestOf('directory', ['/api/v2/users'], [FILE_PATH]),
        'api.directory': files.answer,
      },
    );
    return new FileGateway(gateway, files, await gateway.login());
  }

  put(path: string, body: RequestInit['body'], headers: Record<string, string> = {}): Promise<Response> {
    const init = { method: 'PUT', body, headers: { 'content-type': 'image/png', ...headers } };
    return call(`${this.gateway.url}${path}`, this.token, init);
  }

  stored(): Promise<string[]> {
    return Array.fromAsync(openStorage({ kind: 'fs', path: this.gateway.storage }).list(''));
  }

  /** All that was logged, and the metrics. */
  async told(): Promise<string[]> {
    const metrics = await (await fetch(`${this.gateway.url}/metrics`)).text();
    return [this.gateway.log.join(''), metrics];
  }

  async stop(): Promise<void> {
    process.off('unhandledRejection', noteUnhandled);
    await this.gateway.stop();
  }
}
