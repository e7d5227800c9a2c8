import { z } from 'zod';

const Body = z.object({
  code: z.string(),
  message: z.string(),
  details: z.array(z.object({ errorCode: z.string(), fieldName: z.string().optional() })).catch([]),
});

/** The API refused a call. The message has the status, the code and the API's own words, which never repeat a value. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`${status} ${code}: ${message}`);
  }

  static of(status: number, body: unknown): ApiError {
    const read = Body.safeParse(body);
    if (!read.success) return new ApiError(status, 'unknown', 'an answer that is no error of Lethe');
    const { code, message, details } = read.data;
    const fields = details.flatMap(({ errorCode, fieldName }) =>
      fieldName === undefined ? [] : `${fieldName} ${errorCode}`,
    );
    return new ApiError(status, code, fields.length === 0 ? message : `${message} (${fields.join(', ')})`);
  }
}

/** For a look-up's catch: what is not there is undefined. */
export function notThere(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}
