import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chooseHome, createHome, homeAt } from './home.ts';
import { reset } from './reset.ts';
import { Secrets } from './secrets.ts';
import { lockHome } from './supervisor-lock.ts';
import { folderWith } from './temp-folder.ts';

const mode = (path: string): number => statSync(path).mode & 0o777;

describe('home of a stack', () => {
  let folder: string;
  beforeEach(() => (folder = folderWith()));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is .lethe of the checkout unless LETHE_HOME says otherwise', () => {
    expect(chooseHome('/repo', {}).file).toBe('/repo/.lethe/stack.json');
    expect(chooseHome('/repo', { LETHE_HOME: '/data/one' }).file).toBe('/data/one/stack.json');
    expect(chooseHome('/repo', { LETHE_HOME: 'one', INIT_CWD: '/here' }).storage).toBe('/here/one/storage');
  });

  it('keeps its secrets, for the owner only', () => {
    const home = homeAt(`${folder}/home`);
    createHome(home);
    const first = new Secrets(home.secrets);
    const made = [
      first.organisationId,
      first.clientId,
      first.clientSecret,
      first.pseudonymKey,
      first.seed('dialer'),
      first.rolePassword('lethe_dialer'),
    ];
    const second = new Secrets(home.secrets);
    expect([
      second.organisationId,
      second.clientId,
      second.clientSecret,
      second.pseudonymKey,
      second.seed('dialer'),
      second.rolePassword('lethe_dialer'),
    ]).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(second.seed('dialer')).toMatch(/^SU/);
    expect(second.pseudonymKey.length).toBeGreaterThanOrEqual(32);
    expect(mode(`${home.secrets}/secrets.json`)).toBe(0o600);
    expect(mode(home.secrets)).toBe(0o700);
    expect(readFileSync(`${home.secrets}/secrets.json`, 'utf8')).toContain(second.clientSecret);
  });

  it('is forgotten by a reset, but only if it is one, and without what others put there', async () => {
    const home = homeAt(`${folder}/home`);
    createHome(home);
    expect(await reset(home)).toContain('Forgot everything');
    expect(existsSync(home.path)).toBe(false);
    expect(await reset(home)).toContain('nothing');

    createHome(home);
    writeFileSync(`${home.path}/letter.txt`, 'mine');
    await reset(home);
    expect(existsSync(`${home.path}/letter.txt`)).toBe(true);
    expect(existsSync(home.secrets)).toBe(false);
    await expect(reset(homeAt(folder))).rejects.toThrow('not a folder of Lethe');
  });

  it('has one supervisor at a time, and names it', async () => {
    const home = homeAt(`${folder}/home`);
    createHome(home);
    const unlock = await lockHome(home);
    await expect(lockHome(home)).rejects.toThrow(`pid ${process.pid}`);
    await expect(reset(home)).rejects.toThrow(`pid ${process.pid}`);
    unlock();
    (await lockHome(home))();
  });

  it('is taken over from a supervisor that is gone', async () => {
    const home = homeAt(`${folder}/home`);
    createHome(home);
    writeFileSync(
      `${home.path}/supervisor.lock`,
      JSON.stringify({ name: 'supervisor', pid: process.pid, started: 'long ago' }),
    );
    (await lockHome(home))();
  });
});
