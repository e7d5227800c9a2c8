import type { Answer, Http } from '../http.ts';
import { pause } from '../pause.ts';

const PAUSE_MS = 500;
const WITHIN_MS = 60_000;

/** A call that may be made twice, made again while Lethe is busy, as a client has to. */
export async function patiently<T>(http: Http, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  for (const until = Date.now() + WITHIN_MS; ; await pause(PAUSE_MS)) {
    const answer = await http.send<T>(method, path, body);
    if (answer.status !== 503 || Date.now() > until) return answer;
  }
}
