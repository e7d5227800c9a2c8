import { createProgram } from './program.ts';
import { explain } from './explain.ts';

try {
  await createProgram((text) => process.stdout.write(text)).parseAsync();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
