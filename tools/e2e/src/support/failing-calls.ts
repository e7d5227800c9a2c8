import { randomUUID } from 'node:crypto';
import type { Http } from './http.ts';
import type { WholePerson } from './whole-person.ts';

const SUBJECTS = '/api/v2/gdpr/subjects';
const REQUESTS = '/api/v2/gdpr/requests';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

type Call = [method: string, path: string, body?: unknown, headers?: Record<string, string>];

/**
 * Makes calls that are refused, each full of the person's details, wherever a caller can put any. Answers those that
 * were not, or not as the caller's mistake.
 */
export async function failingCalls(
  http: Http,
  person: WholePerson,
): Promise<{ method: string; path: string; status: number }[]> {
  const calls = [
    ...badPaths(person),
    ...badRequests(person),
    ...badCredentials(person),
    ...badRecords(person),
    ...badFiles(person),
  ];
  const answers = await Promise.all(
    calls.map(async ([method, path, body, headers]) => ({
      method,
      path,
      status: (await http.send(method, path, body, headers)).status,
    })),
  );
  return answers.filter(({ status }) => status < 400 || status >= 500);
}

const nameOf = ({ firstName, lastName }: WholePerson): string => `${firstName} ${lastName}`;
const inPath = (person: WholePerson): string => encodeURIComponent(nameOf(person));

function badPaths(person: WholePerson): Call[] {
  const { email, phone } = person;
  const name = inPath(person);
  return [
    ['GET', `${SUBJECTS}?searchType=PHONE&searchValue=${name}`],
    ['GET', `${SUBJECTS}?searchType=${name}&searchValue=${name}`],
    ['GET', `${SUBJECTS}?${name}=${name}`],
    ['GET', `${SUBJECTS}?searchType=EMAIL&searchValue=${email}&searchValue=${email}`],
    ['GET', `${REQUESTS}/${name}`],
    [
      'GET',
      `/api/v2/${name}`,
      undefined,
      { 'inin-correlation-id': email, 'user-agent': email, 'x-request-id': phone, referer: `http://${email}` },
    ],
    ['GET', `/downloads/${name}?signature=${name}`],
    ['GET', `/api/v2/users/${name}`],
    ['GET', `/api/v2/externalcontacts/contacts/${name}`],
    ['GET', `/api/v2/conversations/${name}/files/${name}`],
    ['DELETE', `/api/v2/users/${name}`],
  ];
}

function badRequests(person: WholePerson): Call[] {
  const { email, phone } = person;
  const name = nameOf(person);
  return [
    ['POST', REQUESTS, { requestType: name, subject: { name: email } }],
    ['POST', REQUESTS, { requestType: 'GDPR_DELETE', subject: { name, emailAddresses: [email] } }],
    ['POST', REQUESTS, `{"requestType":"GDPR_EXPORT","subject":{"name":"${name}"`],
    ['POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: { phoneNumbers: [name] } }],
    ['POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: { userId: email } }],
    ['POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: { name: `${name} `.repeat(20_000) } }],
    ['POST', REQUESTS, { [name]: email, requestType: 'GDPR_EXPORT', subject: { [email]: phone } }],
    ['POST', REQUESTS, name, { 'content-type': 'text/plain' }],
    ['POST', REQUESTS, name, { 'content-type': `text/${email.split('@')[0]}` }],
  ];
}

function badCredentials(person: WholePerson): Call[] {
  const { email, phone } = person;
  return [
    ['POST', '/oauth/token', `grant_type=${inPath(person)}&client_id=${email}&client_secret=${inPath(person)}`, FORM],
    [
      'POST',
      '/oauth/token',
      'grant_type=client_credentials',
      { ...FORM, authorization: `Basic ${Buffer.from(`${email}:${phone}`).toString('base64')}` },
    ],
    ['GET', REQUESTS, undefined, { authorization: `Bearer ${Buffer.from(email).toString('base64url')}` }],
  ];
}

function badRecords(person: WholePerson): Call[] {
  const { email, phone } = person;
  const name = nameOf(person);
  return [
    ['POST', '/api/v2/users', { name, email: { [email]: phone } }],
    ['POST', '/api/v2/conversations/imports', { startTime: name, participants: [{ purpose: name, name }] }],
    ['POST', '/api/v2/flows/datatables', { name, schema: { properties: { [email]: { type: phone } } } }],
  ];
}

function badFiles(person: WholePerson): Call[] {
  const name = inPath(person);
  const upload = (path: string, disposition: string): Call => [
    'PUT',
    `/api/v2/conversations/${randomUUID()}/files/${path}`,
    Buffer.from(nameOf(person)),
    { 'content-type': 'text/plain', 'content-disposition': disposition },
  ];
  return [
    upload(`${randomUUID()}?participantId=${randomUUID()}&kind=${name}`, `attachment; filename*=UTF-8''${name}`),
    upload(name, `;;;${name}`),
  ];
}
