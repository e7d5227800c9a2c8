import { connect } from 'node:net';

/** Whether a NATS server listens there: it speaks first, `INFO {...}`. */
export function natsAnswers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url.includes('://') ? url : `nats://${url}`);
  return new Promise((resolve) => {
    const socket = connect({ port: Number(port || 4222), host: hostname });
    const end = (heard: boolean): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(2_000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (data) => end(data.toString('latin1').startsWith('INFO')));
  });
}
