import { Socket } from 'node:net';
import pg from 'pg';

/**
 * How often the server is asked, and how many times in a row without an answer until it counts as away: 5 to 6 s after
 * its last word.
 */
const ASK_MS = 1_000;
const UNANSWERED = 5;
const CONNECT_MS = 1_500;

/**
 * The connections of this process to one server. TCP says nothing of a path that drops packets: a query would wait for
 * ever, and soon a pool would hold nothing but such queries. So a connection of its own asks for a sign of life, as
 * long as there are others; when none comes, all of them are closed, what is in flight on them fails at once, and the
 * pools connect anew.
 */
class Link {
  private readonly sockets = new Set<Socket>();
  private timer: NodeJS.Timeout | undefined;
  private scout: pg.Client | undefined;
  private asking = false;
  private unanswered = 0;

  constructor(private readonly url: string) {}

  /** The socket of a new connection. `silenceMs`: the longest that it may be silent in its own right. */
  open(silenceMs: number): Socket {
    const socket = new Socket();
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.setTimeout(silenceMs, () => socket.destroy(away()));
    this.timer ??= setInterval(() => this.tick(), ASK_MS).unref();
    return socket;
  }

  /**
   * Counts its own turns, not time: a process that could not read answers for a while (it was busy, or stopped) has not
   * waited in vain.
   */
  private tick(): void {
    if (this.sockets.size === 0) return this.rest();
    if (this.unanswered++ >= UNANSWERED) this.giveUp();
    if (!this.asking) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking = true;
    try {
      const scout = (this.scout ??= await connect(this.url));
      await scout.query('select 1');
      this.unanswered = 0;
    } catch (error) {
      // A refusal (no connection is free, it is just starting) is an answer, too.
      if (isFromServer(error)) this.unanswered = 0;
      this.dismissScout();
    } finally {
      this.asking = false;
    }
  }

  private giveUp(): void {
    this.unanswered = 0;
    this.dismissScout();
    for (const socket of this.sockets) socket.destroy(away());
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.unanswered = 0;
    this.dismissScout();
  }

  private dismissScout(): void {
    const { scout } = this;
    this.scout = undefined;
    void scout?.end().catch(() => undefined);
  }
}

const links = new Map<string, Link>();

/** For pg's option `stream`. Pools of one server, whatever their roles and settings, share its watch. */
export function streamOf(url: string, silenceMs: number): () => Socket {
  const { host } = new URL(url);
  return () => {
    const link = links.get(host) ?? new Link(url);
    links.set(host, link);
    return link.open(silenceMs);
  };
}

async function connect(connectionString: string): Promise<pg.Client> {
  // A process may end without it.
  const stream = () => new Socket().unref();
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'lethe-watch',
    stream,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const away = (): Error => Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' });
const isFromServer = (error: unknown): boolean => error instanceof pg.DatabaseError;
