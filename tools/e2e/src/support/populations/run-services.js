// node run-services.js ROOT: runs every service in this one process. The environment of each comes as JSON on stdin:
// a service reads its own when it is loaded.
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const [root] = process.argv.slice(2);
for (const environment of await json(process.stdin)) {
  for (const name of Object.keys(process.env)) if (name.startsWith('LETHE_')) delete process.env[name];
  Object.assign(process.env, environment);
  await import(pathToFileURL(`${root}/apps/${environment.LETHE_SERVICE}/bundle/main.js`).href);
}
