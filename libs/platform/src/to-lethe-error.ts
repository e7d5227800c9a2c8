import { LetheError, unavailable, type ErrorCode, type ErrorDetail } from '@lethe/contracts';
import { z } from 'zod';

/**
 * SQLSTATE classes and codes that say: the server is away, starting, stopping or full; the same call may succeed soon.
 */
const DATABASE_AWAY = /^(08|53|57P0[1-5]|58|55P03|40001|40P01|25006|25P03|57014)/;
const NETWORK_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const CONNECTION_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Connection ended|not queryable|already released|Client was closed|Cannot use a pool after/i;

/**
 * The one place where anything thrown becomes an error of the wire contract. Messages of foreign errors are never
 * passed on: they may quote a row or a value.
 */
export function toLetheError(thrown: unknown): LetheError {
  if (thrown instanceof LetheError) return thrown;
  if (isAway(thrown)) return unavailable('A service that is needed', thrown);
  if (thrown instanceof z.ZodError) return invalid(thrown);
  const status = httpStatus(thrown);
  if (status !== undefined && status < 500) return fromHttpStatus(status, thrown);
  if (status === 503) return unavailable('A service that is needed', thrown);
  return new LetheError(
    'internal.server.error',
    'An unexpected error occurred. Quote the contextId when you report it.',
    { cause: thrown },
  );
}

export function isAway(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; depth < 6 && typeof error === 'object' && error !== null; depth++) {
    const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
    if (typeof code === 'string' && (NETWORK_AWAY.has(code) || (code.length === 5 && DATABASE_AWAY.test(code))))
      return true;
    if (typeof message === 'string' && CONNECTION_MESSAGE.test(message)) return true;
    if (Array.isArray(errors) && errors.some(isAway)) return true;
    error = (error as { cause?: unknown; driverError?: unknown }).driverError ?? (error as { cause?: unknown }).cause;
  }
  return false;
}

/** What a zod schema refused, with the names of the fields and without their values. */
export function invalid(
  error: { issues: readonly z.core.$ZodIssue[] | readonly { path?: unknown }[] },
  where: ErrorCode = 'bad.request',
): LetheError {
  const issues = error.issues as readonly z.core.$ZodIssue[];
  const details: ErrorDetail[] = issues.map((issue) => ({
    errorCode: errorCodeOf(issue),
    fieldName: fieldName(issue.path),
  }));
  const fields = [...new Set(details.map((detail) => detail.fieldName || 'body'))].slice(0, 10).join(', ');
  const enumIssue =
    where === 'bad.request' && issues.length > 0 && issues.every((issue) => issue.code === 'invalid_value');
  return new LetheError(enumIssue ? 'invalid.value' : where, `Invalid data in: ${fields}. ${hint(issues[0])}`.trim(), {
    details,
  });
}

function errorCodeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return 'invalid.value';
  if (issue.code === 'too_big' || issue.code === 'too_small') return 'constraint.validation';
  return 'invalid.property';
}

const fieldName = (path: readonly PropertyKey[] | undefined) => (path ?? []).map(String).join('.').slice(0, 100);

function hint(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return '';
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).slice(0, 20).join(', ')}.`;
  if (issue.code === 'too_big') return `At most ${String(issue.maximum)} is allowed.`;
  if (issue.code === 'too_small') return `At least ${String(issue.minimum)} is needed.`;
  if (issue.code === 'invalid_type') return `Expected ${issue.expected}.`;
  if (issue.code === 'invalid_format') return `Expected the format ${issue.format}.`;
  if (issue.code === 'unrecognized_keys') return 'Remove the fields that are not part of this resource.';
  return '';
}

function httpStatus(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { statusCode, status, getStatus } = thrown as {
    statusCode?: unknown;
    status?: unknown;
    getStatus?: () => number;
  };
  if (typeof getStatus === 'function') return getStatus.call(thrown);
  if (typeof statusCode === 'number') return statusCode;
  return typeof status === 'number' ? status : undefined;
}

const BY_STATUS: Record<number, [ErrorCode, string]> = {
  400: ['bad.request', 'The request could not be read. Check the syntax of its URL and body.'],
  401: ['authentication.required', 'No authentication bearer token was given.'],
  403: ['not.authorized', 'You are not authorized to perform the requested action.'],
  404: ['not.found', 'The requested resource was not found.'],
  405: ['method.not.allowed', 'This method is not allowed here.'],
  408: ['client.timeout', 'The request did not arrive in time.'],
  409: ['request.conflict', 'The request conflicts with the state of the resource.'],
  413: ['request.entity.too.large', 'The request is too large. The maximum is 262144 bytes.'],
  414: ['bad.request', 'The URL is too long.'],
  415: ['unsupported.media.type', 'The content type is not supported. Use application/json.'],
  431: ['bad.request', 'The headers are too large.'],
};

function fromHttpStatus(status: number, cause: unknown): LetheError {
  const [code, message] = BY_STATUS[status] ?? BY_STATUS[400]!;
  return new LetheError(code, message, { cause });
}
