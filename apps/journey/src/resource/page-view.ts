import { text } from '@lethe/contracts';
import { z } from 'zod';
import type { Page } from '../words.ts';

const LOCATION = {
  url: text(),
  domain: text(),
  hostname: text(),
  pathname: text(),
  queryString: text().optional(),
  fragment: text().optional(),
};

/** Where a visitor came from. */
export const Place = z.object({ ...LOCATION, medium: text(64) }).meta({ id: 'JourneyReferrer' });

export const PageView = z
  .object({
    ...LOCATION,
    title: text(),
    keywords: text().optional(),
    lang: text().optional(),
    breadcrumb: z.array(text()),
  })
  .meta({ id: 'JourneyPage' });

/** The parts of an address; of one that is none, the address alone. */
export function locationOf(url: string) {
  const { hostname = '', pathname = '', search = '', hash = '' } = URL.parse(url) ?? {};
  return {
    url,
    domain: hostname.split('.').slice(-2).join('.'),
    hostname,
    pathname,
    ...(search !== '' && { queryString: search.slice(1) }),
    ...(hash !== '' && { fragment: hash.slice(1) }),
  };
}

export const pageView = (page: Page): z.input<typeof PageView> => {
  const { pathname, ...location } = locationOf(page.url);
  return { ...location, ...page, pathname, breadcrumb: pathname.split('/').filter(Boolean) };
};
