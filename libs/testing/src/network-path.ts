import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `there`: from the service to the server behind the path. */
export type Direction = 'there' | 'back';

/**
 * What becomes of connections that a cut met. `resumes`: what was sent arrives late, as when a cable is put back in.
 * `lost`: silent for ever, as when a firewall has forgotten them. `reset`: both ends are told.
 */
export type Healing = 'resumes' | 'lost' | 'reset';

interface Connection {
  sockets: Record<Direction, Socket | undefined>;
  /** What could not pass yet: bytes, and the end of a stream. */
  held: Record<Direction, (Buffer | 'end')[]>;
  lost: boolean;
}

const DIRECTIONS: readonly Direction[] = ['there', 'back'];

/**
 * A TCP path to a server on this machine that a test cuts. A cut is silent: bytes do not arrive, neither end learns
 * that the other has closed, and a new connection is never answered. To a service this is what dropped packets are: its
 * kernel takes its bytes, and then nothing comes. What a kernel could add by itself (keep-alive, retransmissions given
 * up after minutes) would only tell the service sooner.
 */
export class NetworkPath {
  /** Connections that somebody has opened so far. */
  opened = 0;
  private readonly connections = new Set<Connection>();
  private readonly severed = new Set<Direction>();
  private readonly server: Server = createServer({ allowHalfOpen: true }, (socket) => this.accept(socket));

  private constructor(private readonly target: number) {}

  static async to(port: number): Promise<NetworkPath> {
    const path = new NetworkPath(port);
    await new Promise<void>((resolve) => path.server.listen(0, '127.0.0.1', resolve));
    return path;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  cut(...directions: Direction[]): void {
    for (const direction of directions) this.severed.add(direction);
  }

  heal(healing: Healing): void {
    this.severed.clear();
    for (const connection of this.connections) {
      if (healing === 'reset') this.reset(connection);
      else if (healing === 'lost') Object.assign(connection, { lost: true, held: { there: [], back: [] } });
      else this.resume(connection);
    }
  }

  async close(): Promise<void> {
    for (const connection of this.connections) this.reset(connection);
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    const connection: Connection = {
      sockets: { there: undefined, back: client },
      held: { there: [], back: [] },
      lost: false,
    };
    this.opened++;
    this.connections.add(connection);
    this.listen(connection, client, 'there');
    if (this.severed.size === 0) this.dial(connection);
  }

  private dial(connection: Connection): void {
    const socket = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true });
    connection.sockets.there = socket;
    this.listen(connection, socket, 'back');
  }

  /** What comes from this socket goes in this direction. */
  private listen(connection: Connection, socket: Socket, direction: Direction): void {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.pass(connection, direction, bytes));
    for (const event of ['end', 'error', 'close']) socket.on(event, () => this.pass(connection, direction, 'end'));
    socket.on(
      'close',
      () =>
        DIRECTIONS.every((side) => connection.sockets[side]?.destroyed ?? true) && this.connections.delete(connection),
    );
  }

  private pass(connection: Connection, direction: Direction, what: Buffer | 'end'): void {
    if (connection.lost) return;
    const socket = connection.sockets[direction];
    if (this.severed.has(direction) || socket === undefined) connection.held[direction].push(what);
    else if (what === 'end') socket.destroySoon();
    else if (socket.writable) socket.write(what);
  }

  private resume(connection: Connection): void {
    if (connection.lost) return;
    if (connection.sockets.there === undefined) this.dial(connection);
    for (const direction of DIRECTIONS)
      for (const what of connection.held[direction].splice(0)) this.pass(connection, direction, what);
  }

  private reset({ sockets }: Connection): void {
    for (const direction of DIRECTIONS) sockets[direction]?.resetAndDestroy();
  }
}
