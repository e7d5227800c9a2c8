import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { parse } from 'content-disposition';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import type { Access } from '../src/api/access.ts';

type Stored = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- bodies as they came
interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
interface Call {
  /** As 'GET /api/v2/users/:id'. */
  kind: string;
  path: string;
  /** Parsed JSON, else the bytes. */
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
  headers: IncomingMessage['headers'];
}
/**
 * Comes before the API: answers in its place, drops the connection, or lets it carry out the call and then drops the
 * answer.
 */
export type Fault = (call: Call) => Reply | 'drop' | 'lose the answer' | undefined;

/** As much of the API as the import uses, in memory. */
export class FakeApi {
  readonly contacts = new Map<string, Stored>();
  readonly users = new Map<string, Stored>();
  readonly lists = new Map<string, Stored>();
  readonly dialerContacts = new Map<string, Stored>();
  readonly visitors = new Map<string, Stored>();
  readonly conversations = new Map<string, Stored>();
  readonly files = new Map<string, Stored>();
  /** Participants that somebody erased. */
  readonly erased = new Set<string>();
  readonly calls: string[] = [];
  readonly tokens: string[] = [];
  /** Calls on their way now, and the most there were at a time. */
  readonly load = { now: 0, most: 0 };
  fault: Fault = () => undefined;
  private readonly server = createServer((request, response) => void this.handle(request, response));

  async start(): Promise<Access> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return {
      api: `http://127.0.0.1:${port}`,
      organisationId: '3c1e5b8e-8d0a-4b8a-9d5e-0c6a1f3a2b10',
      clientId: 'client',
      clientSecret: 'secret',
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.load.most = Math.max(this.load.most, (this.load.now += 1));
    const { method = '', url = '' } = request;
    const { headers } = request;
    const content = await buffer(request);
    const body = headers['content-type'] === 'application/json' ? JSON.parse(content.toString()) : content;
    const call = {
      kind: `${method} ${url.split('?')[0]?.replaceAll(/[0-9a-f-]{36}/g, ':id')}`,
      path: url,
      body,
      headers,
    };
    this.calls.push(call.kind);
    // As long as a call takes, others come in.
    await sleep(2);
    const fault = this.fault(call);
    const reply =
      typeof fault === 'object'
        ? fault
        : fault === 'drop'
          ? undefined
          : this.reply(call, request.headers.authorization);
    this.load.now -= 1;
    if (reply === undefined || fault === 'lose the answer') return void request.socket.destroy();
    response
      .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      .end(JSON.stringify(reply.body));
  }

  private reply(call: Call, authorization: string | undefined): Reply {
    const [path = '', query] = call.path.split('?');
    if (path === '/oauth/token')
      return ok({ access_token: this.tokens[this.tokens.push(`token ${this.tokens.length}`) - 1] });
    if (authorization !== `Bearer ${this.tokens.at(-1)}`) return refusal(401, 'bad.credentials');
    const [id = ''] = path.match(/[0-9a-f-]{36}$/) ?? [];
    return (
      this.routes[call.kind.replace('/api/v2/', '')]?.(call.body, id, new URLSearchParams(query), call) ??
      refusal(404, 'not.found')
    );
  }

  private readonly routes: Record<
    string,
    (body: Stored, id: string, query: URLSearchParams, call: Call) => Reply | undefined
  > = {
    'POST externalcontacts/identifierlookup/contacts': ({ value, externalSource }) => {
      const found = [...this.contacts.values()].find(({ externalIds }) =>
        externalIds.some((one: Stored) => one.value === value && one.externalSource.id === externalSource.id),
      );
      return found && ok({ ...found, ...this.mergeSetOf(found) });
    },
    'POST externalcontacts/contacts': (body) => ok(store(this.contacts, body)),
    'GET externalcontacts/contacts/:id': (_, id) =>
      ok({ ...this.contacts.get(id), ...this.mergeSetOf(this.contacts.get(id)!) }),
    'PUT externalcontacts/contacts/:id': (body, id) => ok(Object.assign(this.contacts.get(id)!, body, { id })),
    'POST externalcontacts/contacts/merge': ({ contactIds }) => {
      const merged: Stored[] = contactIds.map((one: string) => this.contacts.get(one));
      if (merged.some(({ set }) => set !== undefined)) return refusal(409, 'request.conflict');
      const canonical = store(this.contacts, {
        ...merged[0],
        externalIds: merged.flatMap(({ externalIds }) => externalIds),
      });
      for (const contact of [...merged, canonical]) contact.set = canonical.id;
      return ok({ ...canonical, ...this.mergeSetOf(canonical) });
    },
    'POST users': (body) =>
      [...this.users.values()].some(({ email }) => email === body.email)
        ? refusal(409, 'general.conflict')
        : ok(store(this.users, { ...body, version: 1 })),
    'POST users/search': ({ query }) =>
      ok({ results: [...this.users.values()].filter(({ email }) => query[0].values.includes(email)) }),
    'PATCH users/:id': (body, id) => {
      const user = this.users.get(id)!;
      return body.version === user.version
        ? ok(Object.assign(user, body, { version: user.version + 1 }))
        : refusal(409, 'general.conflict');
    },
    'POST conversations/imports': (body) =>
      this.conversations.has(body.id)
        ? refusal(409, 'request.conflict')
        : { ...ok(store(this.conversations, body)), status: 201 },
    'PUT conversations/:id/files/:id': (content, id, query, { path, headers }) => {
      const conversation = this.conversations.get(path.split('/')[4]!);
      const participantId = query.get('participantId')!;
      if (!conversation?.participants.some((one: Stored) => one.id === participantId)) return refusal(404, 'not.found');
      const former = this.files.get(id);
      if (this.erased.has(participantId) || (former !== undefined && !former.content.equals(content)))
        return refusal(409, 'request.conflict');
      const { filename } = parse(headers['content-disposition'] ?? '').parameters;
      this.files.set(id, {
        ...Object.fromEntries(query),
        conversationId: conversation.id,
        name: filename,
        contentType: headers['content-type'],
        content,
      });
      return ok({});
    },
    'GET conversations/:id/files/:id': (_, id) => this.files.get(id) && ok({}),
    'POST journey/deployments': ({ name }) => ok({ id: uuid(), name }),
    'POST journey/customers': (body) =>
      ok(
        [...this.visitors.values()].find(({ customerId }) => customerId === body.customerId) ??
          store(this.visitors, { ...body, contacts: [], events: [] }),
      ),
    'PUT journey/customers/:id/contacts/:id': (_, id, __, { path }) => {
      const visitor = this.visitors.get(path.split('/')[5]!)!;
      visitor.contacts = [...new Set([...visitor.contacts, id])];
      return ok(visitor);
    },
    'POST journey/deployments/:id/webevents': (body) => {
      const visitor = [...this.visitors.values()].find(({ customerId }) => customerId === body.customerCookieId)!;
      visitor.events.push(body);
      return ok({ id: uuid() });
    },
    'GET externalcontacts/contacts/:id/journey/sessions': (_, __, ___, { path }) =>
      ok({
        entities: [...this.visitors.values()].filter(
          ({ contacts, events }) => contacts.includes(path.split('/')[5]) && events.length > 0,
        ),
      }),
    'GET outbound/contactlists': (_, __, query) =>
      ok({ entities: [...this.lists.values()].filter(({ name }) => name === query.get('name')) }),
    'POST outbound/contactlists': (body) => ok(store(this.lists, body)),
    'GET outbound/contactlists/:id/contacts/:id': (_, id) =>
      this.dialerContacts.get(id) && ok(this.dialerContacts.get(id)),
    'POST outbound/contactlists/:id/contacts': (bodies) =>
      ok((bodies as Stored[]).map((body) => store(this.dialerContacts, body))),
  };

  private mergeSetOf({ set }: Stored): Stored {
    const members = [...this.contacts.values()].filter((contact) => set !== undefined && contact.set === set);
    return members.length === 0 ? {} : { canonicalContact: { id: set }, mergeSet: members.map(({ id }) => ({ id })) };
  }
}

function store(into: Map<string, Stored>, body: Stored): Stored {
  const stored = {
    ...body,
    id: body.contactListId === undefined && body.participants === undefined ? uuid() : body.id,
  };
  into.set(stored.id, stored);
  return stored;
}

const ok = (body: unknown): Reply => ({ status: 200, body });

export function refusal(
  status: number,
  code: string,
  details: unknown[] = [],
  headers: Record<string, string> = {},
): Reply {
  return { status, body: { status, code, message: 'Not like this.', details }, headers };
}
