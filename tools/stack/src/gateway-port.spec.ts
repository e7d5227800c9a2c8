import { createServer } from 'node:net';
import { once } from 'node:events';
import { assertPortIsFree, parsePort } from './gateway-port.ts';
import { freePorts } from './ports.ts';

describe("the gateway's port", () => {
  it('is LETHE_PORT, or 8080', () => {
    expect(parsePort(undefined)).toBe(8080);
    expect(parsePort('9000')).toBe(9000);
    expect(() => parsePort('http')).toThrow('LETHE_PORT=http is not a port');
    expect(() => parsePort('65536')).toThrow('not a port');
  });

  it('is refused in one sentence when somebody else listens there', async () => {
    const [port = 0] = await freePorts(1);
    await assertPortIsFree(port);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const holder = process.platform === 'linux' ? ` (by pid ${process.pid})` : '';
    await expect(assertPortIsFree(port)).rejects.toThrow(
      `Port ${port} is taken${holder}. Stop it or choose another: LETHE_PORT=${port + 1} npm start`,
    );
    server.close();
  });
});
