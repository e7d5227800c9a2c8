import { randomUUID } from 'node:crypto';
import type { Http } from './http.ts';
import { created } from './interactions.ts';

const JOURNEY = '/api/v2/journey';

export interface Visitor {
  /** Of the service; the person is known by `customer`. */
  id: string;
  deploymentId: string;
  /** The subject of a request. */
  customer: { type: string; id: string };
  sessionId: string;
}

interface VisitorOptions {
  contacts?: readonly string[];
  event?: object;
  cookie?: string;
  deploymentId?: string;
}

export const makeDeployment = async (http: Http, ...customerIdTypes: string[]): Promise<string> =>
  (
    await created(http, `${JOURNEY}/deployments`, {
      name: `Shop ${randomUUID()}`,
      ...(customerIdTypes.length > 0 && { customerIdTypes }),
    })
  ).id;

/** Somebody who has agreed to be tracked and has looked at a page; `contacts`: the external contacts who they are. */
export async function makeVisitor(
  http: Http,
  { contacts = [], event = {}, cookie = randomUUID(), deploymentId: at }: VisitorOptions,
): Promise<Visitor> {
  const deploymentId = at ?? (await makeDeployment(http));
  const { id } = await created(http, `${JOURNEY}/customers`, { customerId: cookie, consent: {} });
  for (const contactId of contacts) await linkVisitor(http, id, contactId);
  const { session } = await visit(http, { deploymentId, cookie }, event);
  return { id, deploymentId, customer: { type: 'cookie', id: cookie }, sessionId: session.id };
}

export async function linkVisitor(http: Http, id: string, contactId: string): Promise<void> {
  const { status, body } = await http.send('PUT', `${JOURNEY}/customers/${id}/contacts/${contactId}`);
  if (status !== 200) throw new Error(`the link answered ${status} ${JSON.stringify(body)}`);
}

export const visit = (
  http: Http,
  { deploymentId, cookie }: { deploymentId: string; cookie: string },
  event: object = {},
): Promise<{ id: string; session: { id: string } }> =>
  created(http, `${JOURNEY}/deployments/${deploymentId}/webevents`, { ...webEvent(cookie), ...event });

export const webEvent = (customerCookieId: string) => ({
  customerCookieId,
  eventName: 'page_viewed',
  page: { url: 'https://shop.example/shoes', title: 'Shoes' },
  createdDate: '2026-03-01T10:00:00.000Z',
});
