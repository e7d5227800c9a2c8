import { z } from 'zod';

/**
 * What examples, installers and test set-ups use; a secret that consists of such words and figures is known to
 * everybody.
 */
const KNOWN = [
  'access',
  'admin',
  'administrator',
  'changeit',
  'change',
  'default',
  'demo',
  'dev',
  'development',
  'dummy',
  'example',
  'foo',
  'bar',
  'baz',
  'guest',
  'hunter',
  'insecure',
  'key',
  'lethe',
  'letmein',
  'localhost',
  'me',
  'minioadmin',
  'minio',
  'my',
  'nats',
  'pass',
  'passwd',
  'password',
  'placeholder',
  'please',
  'postgres',
  'postgresql',
  'prod',
  'production',
  'pseudonym',
  'pw',
  'qwerty',
  'replace',
  'role',
  'root',
  'sample',
  'secret',
  'staging',
  'super',
  'temp',
  'test',
  'testing',
  'this',
  'to',
  'todo',
  'token',
  'user',
  'very',
  'welcome',
  'your',
  'abcdefghijklmnopqrstuvwxyz',
  'abc',
  'asdf',
  'xxx',
].sort((one, other) => other.length - one.length);
/** Below this a secret is a repetition or a word, whatever its length. */
const DIFFERENT_CHARACTERS = 8;
const UNKNOWN_CHARACTERS = 8;

/** Why nobody should trust this secret, without a word of it; undefined when nothing is known against it. */
function weakness(secret: string, length: number, neither: readonly string[] = []): string | undefined {
  if (secret.length < length) return `is too short (at least ${length} characters)`;
  if (new Set(secret).size < DIFFERENT_CHARACTERS || /^(.{1,16}?)\1+.{0,15}$/s.test(secret))
    return 'repeats a few characters';
  const unknown = [...neither.map((word) => word.toLowerCase()), ...KNOWN]
    .reduce((rest, word) => rest.replaceAll(word, ''), secret.toLowerCase())
    .replaceAll(/[^a-z]/g, '');
  const figures = secret.replaceAll(/\D/g, '').length;
  // Figures alone say little: a year and a counter stand behind many a well-known word.
  if (unknown.length < UNKNOWN_CHARACTERS && figures < length) return 'is a well-known default';
  return undefined;
}

const REMEDY = 'make one with `openssl rand -hex 32`';

/** A secret of the environment that is long enough and nobody's default. */
export function secret(length: number) {
  return z.string().superRefine((value, context) => {
    const problem = weakness(value, length);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: `${problem}: ${REMEDY}` });
  });
}

const PASSWORD_LENGTH = 16;

/**
 * `postgres://role:password@host/database`; without a password only through a socket of this machine (`?host=/folder`).
 */
export function databaseUrl() {
  return z
    .string()
    .min(1)
    .superRefine((value, context) => {
      const problem = problemOfDatabaseUrl(value);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    });
}

function problemOfDatabaseUrl(value: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value))
    return 'is not of the form postgres://role:password@host:port/database';
  const url = new URL(value);
  const ofSocket = url.hostname === '' || url.searchParams.get('host')?.startsWith('/') === true;
  if (ofSocket && url.password === '') return undefined;
  if (url.password === '') return `has no password: give the role one (${REMEDY}) and write it into the URL`;
  const problem = weakness(
    decodeURIComponent(url.password),
    PASSWORD_LENGTH,
    [url.username, url.pathname.slice(1)].filter(Boolean),
  );
  return problem && `has a password that ${problem}: ${REMEDY}`;
}

/** The seed of a user's nkey. */
export function natsSeed() {
  return z.string().superRefine((value, context) => {
    if (!/^SU[A-Z2-7]{56}$/.test(value))
      context.addIssue({ code: 'custom', message: 'is not the seed of a user key: make one with `nk -gen user`' });
  });
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Whether these addresses (`nats://host:port`, separated by commas) are all on this machine, where no key may be asked
 * for.
 */
export const isLocal = (addresses: string): boolean =>
  addresses.split(',').every((address) =>
    LOOPBACK.test(
      address
        .trim()
        .replace(/^\w+:\/\//, '')
        .replace(/:\d+\/?$/, ''),
    ),
  );
