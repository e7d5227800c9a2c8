import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  ResourceReply,
  SUBJECTS,
  UploadTicket,
  type FileCall,
  type Principal,
  type ReplacementTerm,
  type SubjectId,
  type TaskSubject,
} from '@lethe/contracts';
import { openStorage, type Storage } from '@lethe/storage';
import { RunningDomain } from '@lethe/testing';
import { conversationsFixture } from './fixture.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are looked into by assertions
type Body = any;

/** The service as gateway and aggregator call it, in a fresh organisation for each test. */
export class RunningConversations {
  caller: Principal;

  private constructor(
    readonly domain: RunningDomain,
    readonly storage: Storage,
  ) {
    this.caller = domain.caller();
  }

  static async start(): Promise<RunningConversations> {
    const domain = await RunningDomain.start(conversationsFixture);
    return new RunningConversations(domain, openStorage({ kind: 'fs', path: domain.folder }));
  }

  newOrganisation(): void {
    this.caller = this.domain.caller();
  }

  import(body: object): Promise<Body> {
    return this.domain.ok(this.caller, 'POST', '/api/v2/conversations/imports', body);
  }

  ok(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Body> {
    return this.domain.ok(this.caller, method, `/api/v2/${path}`, body);
  }

  refusal(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<[number, string]> {
    return this.domain.refusal(this.caller, method, `/api/v2/${path}`, body);
  }

  /** One phase of a file call. */
  file(method: 'GET' | 'PUT', path: string, file: FileCall): Promise<{ status: number; body?: Body }> {
    return this.domain.messaging.call(
      SUBJECTS.resource('conversations'),
      { principal: this.caller, method, url: `/api/v2/${path}`, file },
      ResourceReply,
      10_000,
    );
  }

  /** As the gateway does: open, write, close. Answers what the caller gets. */
  async upload(
    conversationId: string,
    participantId: string,
    { content = 'content', kind = 'attachment', fileId = randomUUID() as string, fileName = 'a.txt', more = '' } = {},
  ) {
    const path = `conversations/${conversationId}/files/${fileId}?participantId=${participantId}&kind=${kind}${more}`;
    const opened = await this.file('PUT', path, { phase: 'open', contentType: 'text/plain', fileName });
    if (opened.status !== 200) return { ...opened, location: '' };
    const { location, key } = UploadTicket.parse(opened.body);
    const written = await this.storage.write(
      location,
      Buffer.from(key, 'base64'),
      Readable.from([Buffer.from(content)]),
    );
    return { ...(await this.file('PUT', path, { phase: 'close', location, ...written })), location };
  }

  task(subject: Partial<TaskSubject>, replacementTerms?: ReplacementTerm[]) {
    return this.domain.task(this.caller, subject, { replacementTerms });
  }

  erase(...ids: SubjectId[]) {
    return this.domain.done('erase', this.task({ id: ids[0], alsoIds: ids.slice(1) }));
  }

  locate(id: SubjectId) {
    return this.domain.done('locate', this.task({ id }));
  }

  rectify(id: SubjectId, ...terms: [ReplacementTerm['type'], string, string][]) {
    return this.domain.done(
      'rectify',
      this.task(
        { id },
        terms.map(([type, existingValue, updatedValue]) => ({ type, existingValue, updatedValue })),
      ),
    );
  }

  /** Record type → records, and what was left out; files by their name. */
  async export(
    id: SubjectId,
  ): Promise<{ records: Record<string, Body[]>; files: Record<string, string>; leftOut: Body[]; text: string }> {
    const task = this.task({ id });
    const { parts, leftOut } = await this.domain.done('export', task);
    const read = async (location: string) =>
      Buffer.concat(
        await (await this.storage.read(location, Buffer.from(task.archive!.key, 'base64'))).toArray(),
      ).toString('utf8');
    const texts = await Promise.all(parts.map(async (part) => ({ part, content: await read(part.location) })));
    return {
      records: Object.fromEntries(
        texts
          .filter(({ part }) => part.kind === 'records')
          .map(({ part, content }) => [part.recordType, JSON.parse(content)]),
      ),
      files: Object.fromEntries(
        texts.filter(({ part }) => part.kind === 'file').map(({ part, content }) => [part.name, content]),
      ),
      leftOut,
      text: texts.map(({ content }) => content).join('\n'),
    };
  }

  /** The rows of a table of this organisation. */
  async rows(table: string): Promise<Body[]> {
    const rows = await this.domain.postgres.query(
      `select row_to_json(t) as line from "${table}" t where organisation_id = '${this.caller.organisationId}' order by id`,
      this.domain.database,
    );
    return rows.map((row) => row['line']);
  }

  /** Every row of this organisation that holds personal data, as text. */
  async all(): Promise<string> {
    const tables = [
      'conversation',
      'participant',
      'participant_data',
      'wrapup',
      'message',
      'attachment',
      'recording',
      'subject_identifier',
    ];
    const of = async (table: string) =>
      this.domain.postgres.query(
        `select row_to_json(t)::text as line from "${table}" t where organisation_id = '${this.caller.organisationId}' order by 1`,
        this.domain.database,
      );
    return JSON.stringify(await Promise.all(tables.map(of)));
  }

  stop(): Promise<void> {
    return this.domain.stop();
  }
}

export const contact = (id: string): SubjectId => ({ type: 'externalContactId', id });
export const user = (id: string): SubjectId => ({ type: 'userId', id });
