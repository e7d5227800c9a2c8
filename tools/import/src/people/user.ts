import { ApiError } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-client.ts';
import type { Identity } from '../rows/identity.ts';

const USERS = '/api/v2/users';

interface User {
  id: string;
  version: number;
  employerInfo?: { employeeId?: string };
  addresses?: { mediaType: string; type?: string }[];
}

/**
 * What a row says about a directory user, who has one name and no postal address. The Number tells our users from
 * others'.
 */
export function userFields(identity: Identity) {
  const { TelephoneNumber: address, Country: countryCode } = identity;
  return {
    name: [identity.GivenName, identity.Surname].filter(Boolean).join(' '),
    email: identity.EmailAddress,
    title: identity.Occupation || null,
    department: identity.Company || null,
    employerInfo: { employeeId: identity.Number },
    addresses:
      address === '' ? [] : [{ address, mediaType: 'PHONE', type: 'WORK', ...(countryCode && { countryCode }) }],
  };
}

/** Directory users through the API. */
export class Users {
  constructor(private readonly client: ApiClient) {}

  /**
   * Creates or updates. `formerEmail` is what an earlier import may have known the user by.
   * @throws ApiError when somebody else has the e-mail address
   */
  async put(identity: Identity, formerEmail: string | undefined): Promise<string> {
    const found = formerEmail === undefined ? undefined : await this.find(identity, formerEmail);
    if (found !== undefined) return this.update(found, identity);
    try {
      return (await this.client.post<User>(USERS, userFields(identity))).id;
    } catch (error) {
      const own =
        error instanceof ApiError && error.status === 409
          ? await this.find(identity, identity.EmailAddress)
          : undefined;
      if (own === undefined) throw error;
      return this.update(own, identity);
    }
  }

  private async find(identity: Identity, formerEmail: string): Promise<User | undefined> {
    const values = [...new Set([identity.EmailAddress, formerEmail])];
    const { results = [] } = await this.client.post<{ results?: User[] }>(`${USERS}/search`, {
      query: [{ type: 'EXACT', fields: ['email'], values }],
    });
    return results.find(({ employerInfo }) => employerInfo?.employeeId === identity.Number);
  }

  /** What the row knows nothing of stays: other addresses than the phone at work, and what else the employer noted. */
  private async update({ id, version, employerInfo, addresses = [] }: User, identity: Identity): Promise<string> {
    const fields = userFields(identity);
    const others = addresses.filter(({ mediaType, type }) => mediaType !== 'PHONE' || type !== 'WORK');
    await this.client.patch(`${USERS}/${id}`, {
      ...fields,
      employerInfo: { ...employerInfo, ...fields.employerInfo },
      addresses: [...fields.addresses, ...others],
      version,
    });
    return id;
  }
}
