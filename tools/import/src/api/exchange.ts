const ANSWER_MS = 20_000;

export interface Answer {
  status: number;
  ok: boolean;
  /** Seconds, from `Retry-After`. */
  retryAfter?: number;
  /** Parsed JSON; undefined when it is none. */
  body: unknown;
}

/** One call and its whole answer. Connections are kept by fetch. Fails when the answer does not come or breaks off. */
export async function exchange(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
  const text = await response.text();
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return { status: response.status, ok: response.ok, body: parsed(text), ...(seconds >= 0 && { retryAfter: seconds }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
