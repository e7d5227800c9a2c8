import { natsConf, permissionsOf } from './nats-conf.ts';

describe('NATS configuration', () => {
  it('lets the gateway ask but not answer', () => {
    expect(permissionsOf({ name: 'gateway', kind: 'gateway' })).toEqual({
      publish: ['gdpr.aggregator.>', 'gdpr.*.manifest', 'gdpr.*.reindex', 'api.>'],
      withheld: ['gdpr.aggregator.progress'],
      subscribe: ['_INBOX.gateway.>'],
      answers: false,
    });
  });

  it('lets the aggregator hear its own subjects in its queue and progress outside it', () => {
    const { publish, withheld, subscribe, answers } = permissionsOf({ name: 'aggregator', kind: 'aggregator' });
    expect(publish).toEqual(
      ['manifest', 'search', 'resolve', 'posture', 'known', 'locate', 'export', 'rectify', 'erase', 'check'].map(
        (verb) => `gdpr.*.${verb}`,
      ),
    );
    expect(withheld).toEqual(['gdpr.aggregator.>']);
    expect(subscribe).toEqual(['_INBOX.aggregator.>', 'gdpr.aggregator.> aggregator', 'gdpr.aggregator.progress']);
    expect(answers).toBe(true);
  });

  it('lets a domain hear only what is its own', () => {
    expect(permissionsOf({ name: 'dialer', kind: 'domain' })).toEqual({
      publish: ['gdpr.aggregator.progress'],
      withheld: [],
      subscribe: ['_INBOX.dialer.>', 'gdpr.dialer.> dialer', 'api.dialer dialer', 'api.dialer.> dialer'],
      answers: true,
    });
  });

  it('binds permissions to keys and listens where it is told', () => {
    const conf = natsConf('127.0.0.1:4222', [
      { service: { name: 'gateway', kind: 'gateway' }, nkey: 'UGATEWAY' },
      { service: { name: 'dialer', kind: 'domain' }, nkey: 'UDIALER' },
    ]);
    expect(conf).toContain('listen: "127.0.0.1:4222"');
    expect(conf).toContain('max_payload: 8MB');
    expect(conf).toMatch(
      /nkey: UGATEWAY.*publish: \{ allow: \["gdpr\.aggregator\.>","gdpr\.\*\.manifest","gdpr\.\*\.reindex","api\.>"\], deny: \["gdpr\.aggregator\.progress"\] \}, subscribe: \["_INBOX\.gateway\.>"\] \} \}/,
    );
    expect(conf).toMatch(/nkey: UDIALER.*allow_responses: \{ max: 1, expires: "1h" \}/);
    expect(conf).not.toContain('http');
  });
});
