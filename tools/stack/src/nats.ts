import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { STOP_NATS } from './end-process.ts';
import { findNatsServer } from './nats-binary.ts';
import { natsConf } from './nats-conf.ts';
import { natsUsers } from './nats-users.ts';
import { natsAnswers } from './nats-probe.ts';
import { NATS } from './names.ts';
import { asServerUser, chooseServerUser } from './server-user.ts';
import { StackError } from './stack-error.ts';
import { writePrivately } from './write-file.ts';
import type { Startup } from './startup.ts';
import type { ProcessSpec } from './supervised.ts';

/** A server with one key per service, as a process to supervise. */
export async function prepareNats({ home, ports, services, secrets, say, signal }: Startup): Promise<ProcessSpec> {
  const port = ports.nats;
  const command = await findNatsServer(say, signal);
  const conf = join(home.nats, 'nats.conf');
  writePrivately(conf, natsConf(`127.0.0.1:${port}`, natsUsers(services, secrets)));
  const { status, stderr, error } = spawnSync(command, ['-c', conf, '-t'], { encoding: 'utf8' });
  if (status !== 0) throw new StackError(`${command} does not accept ${conf}: ${(error?.message ?? stderr).trim()}`);
  const user = chooseServerUser('postgres', { program: command, folders: [home.nats] });
  if (user.ids) chownSync(conf, user.ids.uid, user.ids.gid);
  return {
    name: NATS,
    ...asServerUser(user, command, ['-c', conf]),
    env: { PATH: process.env.PATH },
    log: join(home.logs, 'nats.log'),
    stop: STOP_NATS,
    isReady: () => natsAnswers(natsUrl(port)),
  };
}

export const natsUrl = (port: number): string => `nats://127.0.0.1:${port}`;
