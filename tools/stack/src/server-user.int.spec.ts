import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { asServerUser, chooseServerUser, type ServerUser } from './server-user.ts';
import { folderWith } from './temp-folder.ts';

/** Only root can become somebody else. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('the user of a program that root starts', () => {
  let root: string;
  beforeEach(() => (root = folderWith({ 'data/old/file': 'written by root', 'program.js': '' })));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const choose = (account: 'postgres' | 'lethe', folder = `${root}/data`) =>
    chooseServerUser(account, { program: process.execPath, folders: [folder], files: [`${root}/program.js`] });
  const call = (user: ServerUser, program: string, ...args: string[]) => {
    const { command, args: rest, uid, gid } = asServerUser(user, program, args);
    return spawnSync(command, rest, { uid, gid, cwd: '/', encoding: 'utf8' });
  };

  it('is one for each account, and none is root', () => {
    const [postgres, lethe] = (['postgres', 'lethe'] as const).map((account) =>
      call(choose(account), 'id', '-u').stdout.trim(),
    );
    expect(postgres).toMatch(/^[1-9]\d*$/);
    expect(lethe).toMatch(/^[1-9]\d*$/);
    expect(lethe).not.toBe(postgres);
  });

  it('gets what an earlier start by root left in its folders', () => {
    chmodSync(`${root}/data/old`, 0o700);
    chmodSync(`${root}/data/old/file`, 0o600);
    const user = choose('lethe');
    expect(statSync(`${root}/data/old/file`).uid).toBe(user.ids?.uid);
    expect(call(user, 'rm', `${root}/data/old/file`).status).toBe(0);
  });

  it('can not read what belongs to the other account', () => {
    mkdirSync(`${root}/cluster`, { mode: 0o700 });
    writeFileSync(`${root}/cluster/rows`, 'a row');
    choose('postgres', `${root}/cluster`);
    expect(call(choose('lethe'), 'cat', `${root}/cluster/rows`).stderr).toContain('Permission denied');
  });

  it('passes a folder that is closed to others, and changes no mode for it', () => {
    chmodSync(root, 0o700);
    const user = choose('lethe');
    expect(user.prefix).toContain('setpriv');
    expect(call(user, 'cat', `${root}/data/old/file`).stdout).toBe('written by root');
    expect(call(user, 'id', '-u').stdout.trim()).toBe(String(user.ids?.uid));
    expect(statSync(root).mode & 0o777).toBe(0o700);
  });

  it('reads a program that only its owner may read', () => {
    chmodSync(`${root}/program.js`, 0o600);
    expect(call(choose('lethe'), 'cat', `${root}/program.js`).status).toBe(0);
  });
});

it('is ourselves where we are not root', () => {
  const getuid = jest.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(chooseServerUser('lethe', { program: process.execPath, folders: ['/'] })).toEqual({ prefix: [] });
  getuid.mockRestore();
});
