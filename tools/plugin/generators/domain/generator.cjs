// nx g @lethe/plugin:domain <name>. Plain CommonJS: Nx loads it in a fresh clone, where nothing is built.
const { join } = require('node:path');
const { formatFiles, generateFiles, installPackagesTask, logger } = require('@nx/devkit');
const { devDependencies: versions } = require('../../package.json');
const { addToCompose } = require('./add-to-compose.cjs');

/** RESERVED_DOMAINS of libs/contracts, the stack's own services, and what the gateway keeps below /api/v2. */
const RESERVED = ['aggregator', 'gateway', 'postgres', 'nats', 'admin', 'gdpr', 'downloads'];
const SUBJECTS = ['userId', 'externalContactId', 'dialerContactId'];
/** Names that the entity's file needs for something else; so do JavaScript's globals. */
const TAKEN_CLASSES = [
  'Column',
  'Entity',
  'Index',
  'PrimaryColumn',
  'NotPersonal',
  'OrganisationOwned',
  'Personal',
  'RefersTo',
  'SubjectKey',
  'SubjectParent',
  'SubjectRecord',
  'Record',
  'DomainDefinition',
];
/** `lethe_<name>_owner` is a role; PostgreSQL cuts names after 63 characters, the stack allows databases of 51. */
const LONGEST_NAME = 45;
const COMPOSE = 'docker-compose.yml';
/** Leaves room for `_contact`, the name of its index. */
const LONGEST_TABLE = 55;

/** @type {typeof import('./generator.cjs').domain} */
async function domain(tree, options) {
  const done = stamp(tree, options);
  await formatFiles(tree);
  return done;
}

/** @type {typeof import('./generator.cjs').stamp} */
function stamp(tree, { name, record = 'record', subject, owner }) {
  requireName(tree, name);
  if (!/^[a-z][a-zA-Z0-9]*$/.test(record))
    throw new Error(`--record ${record}: a record type is written in camelCase, for example visitNote.`);
  if (subject !== undefined && !SUBJECTS.includes(subject))
    throw new Error(`--subject ${subject}: choose one of ${SUBJECTS.join(', ')}, or leave it out.`);
  const table = snakeCase(`${name}-${kebabCase(record)}`);
  if (table.length > LONGEST_TABLE)
    throw new Error(
      `The table ${table} would have more than ${LONGEST_TABLE} characters: choose a shorter name or --record.`,
    );
  if (table === 'subject_identifier')
    throw new Error(`The table ${table} belongs to the kit: choose another name or --record.`);

  const timestamp = String(Date.now());
  generateFiles(tree, join(__dirname, 'files'), `apps/${name}`, {
    name,
    database: `lethe_${snakeCase(name)}`,
    definition: `${camelCase(name)}Domain`,
    title: words(name),
    record,
    recordFile: kebabCase(record),
    recordClass: classOf(record),
    recordTitle: words(kebabCase(record)),
    table,
    migration: `${pascalCase(name)}${timestamp}`,
    timestamp,
    subject,
    versions,
    owner: owner?.replace(/\s+/g, ' ').trim() || 'nobody yet: name the team that answers for this domain',
  });
  if (tree.exists(COMPOSE)) tree.write(COMPOSE, addToCompose(tree.read(COMPOSE, 'utf8'), name));
  return () => {
    // Links the new package and enters it in package-lock.json, so that the next npm ci takes it.
    installPackagesTask(tree, true);
    logger.info(nextSteps(name, subject));
  };
}

function requireName(tree, name) {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new Error(`${name}: a domain's name is lower case letters, digits and dashes, and begins with a letter.`);
  if (name.length > LONGEST_NAME) throw new Error(`${name}: a domain's name has at most ${LONGEST_NAME} characters.`);
  if (RESERVED.includes(name)) throw new Error(`${name}: the name is reserved; choose another.`);
  const taken = ['apps', 'libs', 'tools'].map((group) => `${group}/${name}`).find((folder) => tree.exists(folder));
  if (taken) throw new Error(`${name}: ${taken} is there already; choose another name.`);
}

function nextSteps(name, subject) {
  const owns = subject
    ? `\nOnly one domain may own ${subject}: where another does, requests ask whichever comes first by name.`
    : '';
  return `
apps/${name} is there, linked and in package-lock.json. Next:
  npm start      gives it a database, a key and its subjects; in containers, docker compose run --rm secrets does
Its conformance test: npx nx test @lethe/${name}${owns}`;
}

const kebabCase = (camel) => camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const snakeCase = (kebab) => kebab.replaceAll('-', '_');
const camelCase = (kebab) => kebab.replace(/-+(.?)/g, (_, letter) => letter.toUpperCase());
const capitalised = (text) => text[0].toUpperCase() + text.slice(1);
const pascalCase = (kebab) => capitalised(camelCase(kebab));
const words = (kebab) => capitalised(kebab.replace(/-+/g, ' ').trim());

function classOf(record) {
  const plain = capitalised(record);
  return plain in globalThis || TAKEN_CLASSES.includes(plain) ? `${plain}Entity` : plain;
}

module.exports = { domain, stamp, RESERVED };
