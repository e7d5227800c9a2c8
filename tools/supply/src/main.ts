import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sbomOf } from './npm-sbom.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const [given] = process.argv.slice(2);
const file = given === undefined ? join(ROOT, 'sbom.json') : resolve(process.env.INIT_CWD ?? process.cwd(), given);
const sbom = sbomOf(ROOT);
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${file}: ${sbom.bomFormat} ${sbom.specVersion}, ${sbom.components.length} components.`);
