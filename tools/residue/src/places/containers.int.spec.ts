import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnread, type Place } from '../place.ts';
import { allContainers, containerRecords, processesOf } from './containers.ts';

/** Answers as docker and podman do: two containers of a deployment, and a third that has ended. */
const engineFor = (pid: number) => `#!/bin/sh
case "$1 $*" in
  "ps "*"working_dir=/checkout"*) printf 'aaa\\nbbb\\nccc\\n' ;;
  "inspect "*working_dir*) echo /checkout ;;
  "inspect "*aaa*.service*) echo dialer ;;
  "inspect "*bbb*.service*) echo dialer ;;
  "inspect "*ccc*.service*) echo migrate ;;
  "inspect "*aaa*State.Pid*) echo ${pid} ;;
  "inspect "*State.Pid*) echo 0 ;;
  "inspect "*) echo "{\\"Env\\":[\\"OF=$2\\"]}" ;;
  *"logs ccc") exit 1 ;;
  "logs "*) echo "printed by $2"; echo "complained by $2" >&2 ;;
  *) exit 2 ;;
esac
`;

describe('the containers of a deployment', () => {
  let folder: string;
  let engine: string;
  let child: ChildProcess;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-engine-'));
    engine = join(folder, 'engine');
    child = spawn('sleep', ['60']);
    writeFileSync(engine, engineFor(child.pid!));
    chmodSync(engine, 0o755);
  });
  afterAll(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });

  const all = () => allContainers(engine, { dialer: 'aaa' });
  async function contentOf(place: Place): Promise<string> {
    let content = '';
    for await (const piece of place.read()) content += Buffer.from(piece).toString();
    return content;
  }

  it('are all of them, copies and ended ones too', async () => {
    expect(await all()).toEqual([
      { id: 'aaa', name: 'dialer' },
      { id: 'bbb', name: 'dialer' },
      { id: 'ccc', name: 'migrate' },
    ]);
    expect(await processesOf(engine, await all())).toEqual([{ name: 'dialer', pid: child.pid }]);
  });

  it('are read: both streams of a log, and the configuration', async () => {
    const places: Record<string, Place> = {};
    for await (const place of containerRecords(engine, await all())) if (!isUnread(place)) places[place.name] = place;
    expect(Object.keys(places)).toHaveLength(6);
    expect(await contentOf(places['log of dialer (container bbb)']!)).toBe('printed by bbb\ncomplained by bbb\n');
    expect(await contentOf(places['configuration of dialer (container aaa)']!)).toContain('OF=aaa');
    await expect(contentOf(places['log of migrate (container ccc)']!)).rejects.toThrow();
  });
});
