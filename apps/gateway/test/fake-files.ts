import { randomUUID } from 'node:crypto';
import type { FileCall, ResourceCall, ResourceReply } from '@lethe/contracts';
import { location, newKey } from '@lethe/storage';
import { ORGANISATION } from './test-gateway.ts';

export const FILE_PATH = '/api/v2/users/{userId}/files/{fileId}';

type Open = Extract<FileCall, { phase: 'open' }>;
type Close = Extract<FileCall, { phase: 'close' }>;

/** A domain with files: they belong to ORGANISATION, and `files:file:edit` may call. Handler of `api.<domain>`. */
export class FakeFiles {
  readonly opened: Open[] = [];
  readonly closed: Close[] = [];
  maxBytes = 20_000_000;
  /** What `close` answers instead of taking the file; a promise that never ends is no answer. */
  refusal: ResourceReply | Promise<ResourceReply> | undefined;
  private readonly files = new Map<string, { key: string; open: Open; close: Close }>();
  private readonly tickets = new Map<string, { key: string; open: Open }>();

  readonly answer = ({ principal, url, file }: ResourceCall): ResourceReply | Promise<ResourceReply> => {
    if (!principal.permissions.some((permission) => permission === '*' || permission === 'files:file:edit'))
      return refused(403, 'missing.any.permissions');
    if (principal.organisationId !== ORGANISATION) return refused(404, 'not.found');
    if (file === undefined) return { status: 200, body: { forwarded: true } };
    const path = url.split('?')[0] ?? '';
    if (file.phase === 'open') return this.open(file);
    return file.phase === 'close' ? this.close(path, file) : this.read(path);
  };

  private open(open: Open): ResourceReply {
    this.opened.push(open);
    const ticket = {
      location: location('files', randomUUID()),
      key: newKey().toString('base64'),
      maxBytes: this.maxBytes,
    };
    this.tickets.set(ticket.location, { key: ticket.key, open });
    return { status: 200, body: ticket };
  }

  private close(path: string, close: Close): ResourceReply | Promise<ResourceReply> {
    this.closed.push(close);
    if (this.refusal !== undefined) return this.refusal;
    const ticket = this.tickets.get(close.location);
    if (ticket === undefined) return refused(409, 'request.conflict');
    this.files.set(path, { ...ticket, close });
    return { status: 201, body: { bytes: close.bytes, sha256: close.sha256 } };
  }

  private read(path: string): ResourceReply {
    const file = this.files.get(path);
    if (file === undefined) return refused(404, 'not.found');
    const { key, open, close } = file;
    return {
      status: 200,
      body: {
        location: close.location,
        key,
        bytes: close.bytes,
        contentType: open.contentType,
        fileName: open.fileName ?? '',
      },
    };
  }
}

const refused = (status: number, code: string): ResourceReply => ({
  status,
  body: { status, code, message: 'Refused.' },
});
