import { connect, type Socket } from 'node:net';

/** A raw connection to the gateway: sends what no HTTP client would. */
export class Connection {
  received = '';
  private readonly ended: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket
      .setEncoding('latin1')
      .on('data', (text: string) => (this.received += text))
      .on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: false }, () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  write = (text: string): void => void (this.socket.writable && this.socket.write(text, 'latin1'));
  /** Sends nothing more, and still listens. */
  end = (): void => void this.socket.end();
  reset = (): void => void this.socket.resetAndDestroy();

  /** @throws Error when the other side has not ended it by then */
  async closed(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>(
      (_, reject) => (timer = setTimeout(() => reject(new Error(`the connection is still open after ${ms} ms`)), ms)),
    );
    await Promise.race([this.ended, late]).finally(() => clearTimeout(timer));
  }
}
