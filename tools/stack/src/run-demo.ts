import { json } from 'node:stream/consumers';
import { ensureDemo } from './demo.ts';
import type { StackDescription } from './stack-file.ts';

process.stdout.write(await ensureDemo((await json(process.stdin)) as StackDescription));
