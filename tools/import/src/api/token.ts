import { z } from 'zod';
import type { Access } from './access.ts';
import { ImportError } from '../import-error.ts';
import type { Answer } from './exchange.ts';

const Granted = z.object({ access_token: z.string() });

/** The access token: asked for once, by whoever needs it first, and again when the API no longer takes it. */
export class Token {
  private current: Promise<string> | undefined;

  constructor(
    private readonly access: Access,
    private readonly send: (url: string, init: RequestInit) => Promise<Answer>,
  ) {}

  async value(): Promise<string> {
    this.current ??= this.request();
    return this.current.catch((error: unknown) => {
      this.current = undefined;
      throw error;
    });
  }

  /** `refused` is the token that was not taken; when another call has replaced it already, nothing happens. */
  async renew(refused: string): Promise<void> {
    if ((await this.current) === refused) this.current = undefined;
  }

  private async request(): Promise<string> {
    const { api, clientId, clientSecret } = this.access;
    const answer = await this.send(`${api}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const body = Granted.safeParse(answer.body);
    if (answer.ok && body.success) return body.data.access_token;
    throw new ImportError(
      `Lethe gives no token for the client ${clientId} (${answer.status}). Start it again with npm start.`,
    );
  }
}
