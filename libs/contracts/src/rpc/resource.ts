import { z } from 'zod';
import { Principal } from '../context.ts';

/** A call of a domain's own resource API, forwarded by the gateway on `api.<domain>`; the gateway knows nothing of what is inside. */
export const ResourceCall = z.object({
  principal: Principal,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** Path with its query string, still encoded as the client sent it. */
  url: z.string(),
  /** Parsed JSON; absent when there was no body. */
  body: z.unknown().optional(),
});
export type ResourceCall = z.infer<typeof ResourceCall>;

export const ResourceReply = z.object({ status: z.int(), body: z.unknown().optional(), headers: z.record(z.string(), z.string()).optional() });
export type ResourceReply = z.infer<typeof ResourceReply>;
