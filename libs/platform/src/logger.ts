import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';

/**
 * The only fields a log line may have besides its message: ids, names of things, numbers. Everything else is dropped.
 */
export interface LogFields {
  correlationId?: string;
  organisationId?: string;
  requestId?: string;
  taskId?: string;
  clientId?: string;
  domain?: string;
  recordType?: string;
  verb?: string;
  method?: string;
  /** Route pattern, for example `/api/v2/users/:userId`; never the path itself. */
  route?: string;
  status?: number;
  code?: string;
  state?: string;
  attempts?: number;
  count?: number;
  durationMs?: number;
  port?: number;
  /** Class of an error and where it was thrown; never its message. */
  error?: string;
  at?: string;
}

const ALLOWED: readonly (keyof LogFields)[] = [
  'correlationId',
  'organisationId',
  'requestId',
  'taskId',
  'clientId',
  'domain',
  'recordType',
  'verb',
  'method',
  'route',
  'status',
  'code',
  'state',
  'attempts',
  'count',
  'durationMs',
  'port',
  'error',
  'at',
];

/**
 * Logs ids, never values: messages are constants of the code, fields come from an allow-list, and an error is reduced
 * to its class and place because its message may quote a row.
 */
export class Logger {
  private constructor(private readonly pino: Pino) {}

  static create(service: string, level: string, destination?: DestinationStream): Logger {
    return new Logger(
      pino({ level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? pino.destination(1)),
    );
  }

  debug = (message: string, fields: LogFields = {}) => this.pino.debug(allowed(fields), message);
  info = (message: string, fields: LogFields = {}) => this.pino.info(allowed(fields), message);
  warn = (message: string, fields: LogFields = {}) => this.pino.warn(allowed(fields), message);

  error = (message: string, error?: unknown, fields: LogFields = {}) =>
    this.pino.error({ ...allowed(fields), ...describeError(error) }, message);

  /** For Nest's own lines: its contexts and messages name classes and routes, errors are reduced. */
  forNest(): LoggerService {
    const text = (message: unknown) => (typeof message === 'string' ? withoutValues(message) : 'error');
    return {
      log: () => undefined,
      debug: () => undefined,
      verbose: () => undefined,
      warn: (message: unknown) => this.pino.warn({}, text(message)),
      error: (message: unknown) => this.pino.error(describeError(message), text(message)),
      fatal: (message: unknown) => this.pino.fatal(describeError(message), text(message)),
    };
  }
}

function allowed(fields: LogFields): LogFields {
  return Object.fromEntries(ALLOWED.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}

/**
 * Nest repeats an error's message in its log line after a known beginning; keep lines that state a framework fact only.
 */
function withoutValues(message: string): string {
  return /^(Nats|Nest|Unable to connect|Mapped|There is no matching)/.test(message)
    ? message.slice(0, 200)
    : 'framework message withheld';
}

/** SQLSTATE, errno or name, and the first frame of our own code. The cause is followed to its innermost error. */
function describeError(thrown: unknown): LogFields {
  let error = thrown;
  for (let depth = 0; depth < 5 && Error.isError(error) && Error.isError(error.cause); depth++) error = error.cause;
  if (!Error.isError(error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  const frame = error.stack?.split('\n').find((line) => line.startsWith('    at '));
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    ...(frame && { at: frame.trim().slice(3, 200) }),
  };
}
