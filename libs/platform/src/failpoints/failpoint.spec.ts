import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { failpoint, failpointAfter, step, useFailpoints } from './failpoint.ts';
import { exchangeOf, FAILPOINTS } from './names.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-failpoints-'));
});
afterEach(() => {
  useFailpoints(undefined);
  rmSync(folder, { recursive: true, force: true });
});

const arm = (name: string, signal: string) => writeFileSync(join(folder, name), signal);

/** A process that comes to a failpoint and tells whether it went on. */
function comeTo(name: string, before = ''): ChildProcess {
  const script = `const { failpoint, useFailpoints } = await import(${JSON.stringify(join(__dirname, 'failpoint.ts'))});
    useFailpoints(${JSON.stringify(folder)}); ${before}; failpoint(${JSON.stringify(name)}); console.log('went on');`;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function endOf(child: ChildProcess): Promise<{ signal: string | null; output: string }> {
  const [[, signal], output] = await Promise.all([
    once(child, 'close') as Promise<[number | null, string | null]>,
    text(child.stdout!),
  ]);
  return { signal, output };
}

describe('a failpoint', () => {
  it('does nothing outside of tests, whatever lies about', () => {
    arm('erase.before-commit', 'SIGKILL');
    failpoint('erase.before-commit');
    expect(readdirSync(folder)).toEqual(['erase.before-commit']);
  });

  it('does nothing while it is not armed, and waits for nothing', async () => {
    useFailpoints(folder);
    arm('erase.after-commit', 'SIGKILL');
    arm('no-such-failpoint', 'SIGKILL');
    failpoint('erase.before-commit');
    const done = jest.fn();
    await failpointAfter(done as never, 'erase.before-reply');
    expect(await step('writePart', async () => 'written')).toBe('written');
    expect(done).not.toHaveBeenCalled();
    expect(readdirSync(folder).sort()).toEqual(['erase.after-commit', 'no-such-failpoint']);
  });

  it('ends the process at once when it is armed, and says which one that was', async () => {
    arm('erase.before-commit', 'SIGKILL');
    const child = comeTo('erase.before-commit');
    expect(await endOf(child)).toEqual({ signal: 'SIGKILL', output: '' });
    expect(readdirSync(folder)).toEqual([`erase.before-commit.${child.pid}`]);
    expect(await endOf(comeTo('erase.before-commit'))).toEqual({ signal: null, output: 'went on\n' });
  });

  it('can stop the process where it is, until it is told to go on', async () => {
    arm('erase.before-commit', 'SIGSTOP');
    const child = comeTo('erase.before-commit');
    const ended = endOf(child);
    for (const until = Date.now() + 20_000; stateOf(child.pid!) !== 'T' && Date.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stateOf(child.pid!)).toBe('T');
    child.kill('SIGCONT');
    expect(await ended).toEqual({ signal: null, output: 'went on\n' });
  });

  it('ends one process, however many come to it at once', async () => {
    const moment = Date.now() + 1_000;
    arm('erase.before-commit', 'SIGKILL');
    const ends = await Promise.all(
      Array.from({ length: 4 }, () => endOf(comeTo('erase.before-commit', `while (Date.now() < ${moment});`))),
    );
    expect(ends.filter(({ signal }) => signal === 'SIGKILL')).toHaveLength(1);
    expect(ends.filter(({ output }) => output === 'went on\n')).toHaveLength(3);
  });
});

/** `T`: stopped. */
const stateOf = (pid: number): string => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))![1]!;

describe('the names of failpoints', () => {
  it('are each there once', () => {
    expect(new Set(FAILPOINTS).size).toBe(FAILPOINTS.length);
  });

  it.each([
    ['gdpr.aggregator.createRequest', 'createRequest'],
    ['gdpr.external-contacts.erase', 'erase'],
    ['gdpr.aggregator.progress', 'progress'],
    ['api.dialer', 'resource'],
    ['api.dialer.openapi', 'openapi'],
    ['gdpr.dialer.nonsense', undefined],
    ['other.dialer.erase', undefined],
  ])('of the messages on %s begin with %s', (subject, name) => {
    expect(exchangeOf(subject)).toBe(name);
  });
});
