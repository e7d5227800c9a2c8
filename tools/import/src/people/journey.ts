import { v5 as uuidv5 } from 'uuid';
import type { ApiClient } from '../api/api-client.ts';
import type { Identity } from '../rows/identity.ts';

const JOURNEY = '/api/v2/journey';
const DEPLOYMENT = 'Import';
const CONSENT = { givenDate: '2026-01-15T09:00:00.000Z' };
/** What everybody looks at: paths and times. */
const PAGES = [
  ['/', '2026-01-15T09:01:00.000Z'],
  ['/prices', '2026-01-15T09:03:00.000Z'],
  ['/contact', '2026-01-15T09:04:30.000Z'],
] as const;

export interface JourneyCustomerId {
  type: string;
  id: string;
}

/** Visitors through the API: they have agreed to be tracked, are linked to their contact, and have looked at pages. */
export class Journeys {
  private deployment: Promise<string> | undefined;

  constructor(
    private readonly client: ApiClient,
    private readonly allNew = false,
  ) {}

  /** The cookie follows from the Number. Who has visited already visits no more. */
  async put(identity: Identity, contactId: string): Promise<JourneyCustomerId> {
    // It declares the cookie as a type of id.
    const deploymentId = await this.open();
    const cookie = uuidv5(`journey ${identity.Number}`, this.client.access.organisationId);
    const { id } = await this.client.post<{ id: string }>(`${JOURNEY}/customers`, {
      customerId: cookie,
      consent: CONSENT,
    });
    await this.client.put(`${JOURNEY}/customers/${id}/contacts/${contactId}`, {});
    if (this.allNew || !(await this.hasVisited(contactId)))
      for (const [path, createdDate] of PAGES) await this.visit(identity, { deploymentId, cookie, path, createdDate });
    return { type: 'cookie', id: cookie };
  }

  /** Made when it is needed; a deployment of the same name is the same one. */
  private open(): Promise<string> {
    this.deployment ??= this.client.post<{ id: string }>(`${JOURNEY}/deployments`, { name: DEPLOYMENT }).then(
      ({ id }) => id,
      (error: unknown) => {
        // The next visitor asks again.
        this.deployment = undefined;
        throw error;
      },
    );
    return this.deployment;
  }

  private async hasVisited(contactId: string): Promise<boolean> {
    const path = `/api/v2/externalcontacts/contacts/${contactId}/journey/sessions?pageSize=1`;
    return (await this.client.get<{ entities: unknown[] }>(path)).entities.length > 0;
  }

  private async visit(
    identity: Identity,
    {
      deploymentId,
      cookie,
      path,
      createdDate,
    }: { deploymentId: string; cookie: string; path: string; createdDate: string },
  ): Promise<void> {
    await this.client.post(`${JOURNEY}/deployments/${deploymentId}/webevents`, {
      customerCookieId: cookie,
      eventName: 'page_viewed',
      page: { url: `https://shop.example${path}`, title: path },
      traits: traitsOf(identity),
      createdDate,
    });
  }
}

function traitsOf({ GivenName: givenName, Surname: familyName, EmailAddress: email }: Identity) {
  return Object.fromEntries(
    Object.entries({ givenName, familyName, email })
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { dataType: 'string', value }]),
  );
}
