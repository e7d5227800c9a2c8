import { json } from 'node:stream/consumers';
import { ensureDemo, type DemoInput } from './demo.ts';

try {
  process.stdout.write(await ensureDemo((await json(process.stdin)) as DemoInput));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
