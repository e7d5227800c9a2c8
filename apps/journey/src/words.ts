/** Where an event comes from. */
export type Medium = 'web' | 'app';

/** A page as the browser named it. */
export interface Page {
  url: string;
  title: string;
  keywords?: string;
  lang?: string;
}

/** What a browser or an app says of itself, as it came: address, browser, device, app, network. */
export type ClientDescription = Record<string, unknown>;

/** The type of the ids that the wire contract itself has: `customerCookieId`. */
export const COOKIE = 'cookie';
