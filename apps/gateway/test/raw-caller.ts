import { connect, type Socket } from 'node:net';
import { until } from '@lethe/testing';

/** A caller who writes HTTP by hand: breaks off, stalls, lies about lengths. */
export class RawCaller {
  received = '';
  ended = false;
  private readonly socket: Socket;

  constructor(url: string) {
    this.socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('data', (piece) => (this.received += piece.toString('latin1')));
    for (const event of ['end', 'close', 'error']) this.socket.on(event, () => (this.ended = true));
  }

  /** Request line and headers. */
  head(method: string, path: string, headers: Record<string, string | number>): this {
    const lines = Object.entries({ Host: 'gateway', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return this.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  write(text: string | Buffer): this {
    this.socket.write(text, () => undefined);
    return this;
  }

  /** No more from this side; answers still arrive. */
  finish(): this {
    this.socket.end();
    return this;
  }

  breakOff(): void {
    this.socket.destroy();
  }

  /** Status of the last answer that is complete with its head, once there is one other than 100 Continue. */
  async status(ms?: number): Promise<number> {
    await until('an answer', () => this.statuses().some((status) => status !== 100), within(ms));
    return this.statuses().at(-1) ?? 0;
  }

  statuses(): number[] {
    return [...this.received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
  }

  /** Ends when the gateway ends the connection, from its side or altogether. */
  async cut(ms?: number): Promise<void> {
    await until('the end of the connection', () => this.ended, within(ms));
  }
}

const within = (ms?: number) => (ms === undefined ? {} : { seconds: ms / 1_000 });
