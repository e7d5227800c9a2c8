import { GdprInventory, type InventoryFormat } from '@lethe/contracts';
import { AdminError } from '@lethe/gateway/admin';
import { z } from 'zod';
import { findStack } from '../find-database.ts';

const ANSWER_MS = 10_000;
const Granted = z.object({ access_token: z.string() });

/** The inventory of the running deployment, as its API gives it. @throws AdminError */
export async function askInventory(format: InventoryFormat, environment = process.env): Promise<string> {
  const { file, stack } = findStack(environment);
  const {
    LETHE_API: api = stack?.api,
    LETHE_CLIENT_ID: id = stack?.clientId,
    LETHE_CLIENT_SECRET: secret = stack?.clientSecret,
  } = environment;
  if (!api || !id || !secret)
    throw new AdminError(
      `There is no running stack (${file}): start it with \`npm start\`, set LETHE_API, LETHE_CLIENT_ID and LETHE_CLIENT_SECRET, or ask for --static.`,
    );
  const token = await login(api, id, secret);
  const answer = await send(`${api}/api/v2/gdpr/inventory?format=${format}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  // Not text(): that would drop the mark by which spreadsheets know UTF-8.
  const text = Buffer.from(await answer.arrayBuffer()).toString();
  if (answer.status === 403) throw new AdminError(`The client ${id} needs the permission gdpr:inventory:view.`);
  if (answer.status !== 200) throw new AdminError(`The API at ${api} answers ${answer.status}: try again in a moment.`);
  return text;
}

export const askedInventory = async (): Promise<GdprInventory> =>
  GdprInventory.parse(JSON.parse(await askInventory('json')));

async function login(api: string, id: string, secret: string): Promise<string> {
  const answer = await send(`${api}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const granted = Granted.safeParse(await answer.json().catch(() => undefined));
  if (!granted.success)
    throw new AdminError(`The API at ${api} gives no token for the client ${id} (${answer.status}).`);
  return granted.data.access_token;
}

const send = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => {
    throw new AdminError(`Nothing answers at ${new URL(url).origin}: is the deployment running?`);
  });
