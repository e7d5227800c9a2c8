import { z } from 'zod';
import { Principal } from '../context.ts';

/**
 * What the gateway asks a domain about one of its `filePaths`; content itself never crosses NATS.
 * `read` (GET) → `FileContent`. A PUT is `open` → `UploadTicket`, then the gateway writes the object, then `close` →
 * the resource, which the caller gets. When the upload breaks off, nothing more is asked: the domain knows from `open`
 * what to remove.
 */
export const FileCall = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('read') }),
  z.object({
    phase: z.literal('open'),
    /** As the caller declared it: `type/subtype`, `application/octet-stream` when it declared none or nonsense. */
    contentType: z.string(),
    /** From Content-Disposition; anything a person can type. */
    fileName: z.string().max(1_000).optional(),
  }),
  z.object({ phase: z.literal('close'), location: z.string(), bytes: z.int(), sha256: z.string() }),
]);
export type FileCall = z.infer<typeof FileCall>;

/** Answer to `open`: where in libs/storage to write, with which key (base64, 32 bytes), at most how much. */
export const UploadTicket = z.object({ location: z.string(), key: z.string(), maxBytes: z.int() });
export type UploadTicket = z.infer<typeof UploadTicket>;

/** Answer to `read`. */
export const FileContent = z.object({
  location: z.string(),
  key: z.string(),
  bytes: z.int(),
  contentType: z.string(),
  fileName: z.string(),
});
export type FileContent = z.infer<typeof FileContent>;

/**
 * A call of a domain's own resource API, forwarded by the gateway on `api.<domain>`; the gateway knows nothing of what
 * is inside.
 */
export const ResourceCall = z.object({
  principal: Principal,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** Path with its query string, still encoded as the client sent it. */
  url: z.string(),
  /** Parsed JSON; absent when there was no body. */
  body: z.unknown().optional(),
  /** Only on `filePaths`, where it stands for the body. */
  file: FileCall.optional(),
});
export type ResourceCall = z.infer<typeof ResourceCall>;

export const ResourceReply = z.object({
  status: z.int(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type ResourceReply = z.infer<typeof ResourceReply>;
