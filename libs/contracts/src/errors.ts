import { z } from 'zod';

/**
 * Every error code with its HTTP status (docs/wire-contract.md, "Errors"). The code is the contract, the message is not.
 */
export const ERROR_STATUS = {
  'bad.request': 400,
  'invalid.value': 400,
  'invalid.property': 400,
  'invalid.date': 400,
  'invalid.query.param.value': 400,
  'constraint.validation': 400,
  'response.entity.too.large': 400,
  'client.failed.request': 400,
  'authentication.required': 401,
  'bad.credentials': 401,
  'missing.permissions': 403,
  'missing.any.permissions': 403,
  'not.authorized': 403,
  'app.not.authorized.for.scope': 403,
  'not.found': 404,
  'entity.not.found': 404,
  'contact.not.found': 404,
  'contact.list.not.found': 404,
  'general.resource.not.found': 404,
  'resource.not.found': 404,
  'method.not.allowed': 405,
  'client.timeout': 408,
  'request.conflict': 409,
  'general.conflict': 409,
  'mergeset.max.size': 409,
  'contact.in.use': 409,
  'consent.missing': 409,
  'request.entity.too.large': 413,
  'unsupported.media.type': 415,
  'range.not.satisfiable': 416,
  'validation.failed': 422,
  'too.many.requests.retry.after': 429,
  'internal.server.error': 500,
  'service.unavailable': 503,
  'request.timeout': 504,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One offending field of a refused request. */
export const ErrorDetail = z.object({
  errorCode: z.string(),
  fieldName: z.string().optional(),
  entityId: z.string().optional(),
  entityName: z.string().optional(),
});
export type ErrorDetail = z.infer<typeof ErrorDetail>;

/** The error body of every API answer that is not a success (docs/wire-contract.md, "Errors"). */
export interface ErrorBody {
  message: string;
  code: string;
  status: number;
  messageWithParams?: string;
  messageParams: Record<string, string>;
  contextId: string;
  details: ErrorDetail[];
  errors: ErrorBody[];
}

export const ErrorBody: z.ZodType<ErrorBody> = z
  .object({
    message: z.string(),
    code: z.string(),
    status: z.int(),
    messageWithParams: z.string().optional(),
    messageParams: z.record(z.string(), z.string()),
    contextId: z.string(),
    details: z.array(ErrorDetail),
    errors: z.array(z.lazy(() => ErrorBody)),
  })
  .meta({ id: 'ErrorBody' });

/** The form in which an error crosses NATS. */
export const ErrorReply = z.object({
  code: z.string(),
  message: z.string(),
  details: z.array(ErrorDetail).optional(),
  params: z.record(z.string(), z.string()).optional(),
  retryAfter: z.number().optional(),
});
export type ErrorReply = z.infer<typeof ErrorReply>;

export interface LetheErrorOptions {
  /** The offending fields. Names only: a detail never repeats a value. */
  details?: ErrorDetail[];
  /** Holes of the message, for example the permission that is missing. Never personal data. */
  params?: Record<string, string>;
  /** Seconds after which a repetition makes sense; sent as `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
}

/**
 * The one error class: what is thrown anywhere becomes this before it leaves a process. The message never holds
 * personal data.
 */
export class LetheError extends Error {
  override readonly name = 'LetheError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly options: LetheErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toReply(): ErrorReply {
    const { details, params, retryAfter } = this.options;
    return { code: this.code, message: this.message, details, params, retryAfter };
  }

  static fromReply(reply: ErrorReply): LetheError {
    const { details, params, retryAfter } = reply;
    const code = reply.code in ERROR_STATUS ? (reply.code as ErrorCode) : 'internal.server.error';
    return new LetheError(code, reply.message, { details, params, retryAfter });
  }

  toBody(contextId: string): ErrorBody {
    const { details = [], params = {} } = this.options;
    return {
      message: this.message,
      code: this.code,
      status: this.status,
      messageParams: params,
      contextId,
      details,
      errors: [],
    };
  }
}

/** 503: something this service needs is away; the same call may succeed in a few seconds. */
export function unavailable(what: string, cause?: unknown): LetheError {
  return new LetheError('service.unavailable', `${what} is unavailable. Try again in a few seconds.`, {
    retryAfter: 2,
    cause,
  });
}

export function notFound(entity: string): LetheError {
  return new LetheError('not.found', `The requested ${entity} was not found.`);
}
