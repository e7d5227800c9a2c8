import { AdminError } from '@lethe/gateway/admin';

const AWAY = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN', '57P03']);

/** One sentence for the operator; no stack trace and nothing of a connection string. */
export function explain(error: unknown): string {
  if (error instanceof AdminError) return error.message;
  const code = codeOf(error);
  if (AWAY.has(code))
    return `The gateway's database does not answer (${code}): is the deployment running, and is LETHE_GATEWAY_DATABASE_URL right?`;
  if (code === '28P01' || code === '28000')
    return "The gateway's database refuses the user or password of LETHE_GATEWAY_DATABASE_URL.";
  if (code === '3D000' || code === '42P01')
    return 'This is not the database of a gateway, or its migrations have not run: start the deployment once.';
  if (code === '42501') return "This role may not administrate: use the gateway's own database role.";
  return `It failed (${code || (Error.isError(error) ? error.name : 'unknown')}): ${Error.isError(error) ? error.message : String(error)}`;
}

function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : '';
}
