/** For specs: a checkout with services that listen, answer `/readyz` and show what they were given. */
export function fakeCheckout(): Record<string, string> {
  return {
    ...fakeApp('gateway', 'gateway'),
    ...fakeApp('dialer', 'domain'),
  };
}

function fakeApp(name: string, kind: string): Record<string, string> {
  return {
    [`apps/${name}/package.json`]: JSON.stringify({
      name: `@fake/${name}`,
      type: 'module',
      lethe: { kind, database: `lethe_${name}` },
    }),
    [`apps/${name}/bundle/main.js`]: MAIN,
  };
}

const MAIN = `
import { createServer } from 'node:http';
const { LETHE_PORT, LETHE_HEALTH_PORT } = process.env;
console.log('fake service listens');
createServer((request, response) => response.end(request.url === '/environment' ? JSON.stringify(process.env) : 'ok')).listen(LETHE_PORT ?? LETHE_HEALTH_PORT, '127.0.0.1');
`;
