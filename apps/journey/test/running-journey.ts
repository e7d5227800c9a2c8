import platformClient from 'purecloud-platform-client-v2';
import type { Principal } from '@lethe/contracts';
import { RunningDomain } from '@lethe/testing';
import { journeyFixture } from './fixture.ts';

export const COOKIE = 'a 1/2?3';

/** The service as the gateway calls it, with the official SDK in front. */
export class RunningJourney {
  readonly api = new platformClient.JourneyApi();

  private constructor(
    readonly domain: RunningDomain,
    readonly caller: Principal,
  ) {}

  static async start(): Promise<RunningJourney> {
    const domain = await RunningDomain.start(journeyFixture);
    const client = platformClient.ApiClient.instance as platformClient.ApiClientClass & {
      config: { live_reload_config: boolean };
    };
    client.config.live_reload_config = false;
    const caller = domain.caller();
    client.setGateway({ host: '127.0.0.1', protocol: 'http', port: await domain.listen(caller) });
    return new RunningJourney(domain, caller);
  }

  ok<T = { id: string }>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.domain.ok(this.caller, method, `/api/v2/journey${path}`, body) as Promise<T>;
  }

  async deployment(...customerIdTypes: string[]): Promise<string> {
    return (
      await this.ok('POST', '/deployments', {
        name: `Shop of ${customerIdTypes.join()}`,
        ...(customerIdTypes.length > 0 && { customerIdTypes }),
      })
    ).id;
  }

  /** Somebody who has agreed. */
  async customer(customerId: string, more: object = {}): Promise<string> {
    return (await this.ok('POST', '/customers', { customerId, consent: {}, ...more })).id;
  }

  stop(): Promise<void> {
    return this.domain.stop();
  }
}

export const webEvent = (more: object = {}) => ({
  customerCookieId: COOKIE,
  eventName: 'page_viewed',
  page: { url: 'https://www.shop.example/shoes/red?size=42#reviews', title: 'Red shoes' },
  userAgentString: 'Mozilla/5.0',
  browser: { family: 'Firefox', version: '130' },
  device: { category: 'desktop', type: 'PC', isMobile: false, osFamily: 'Linux', osVersion: '6' },
  createdDate: '2026-03-01T10:00:00.000Z',
  ...more,
});
