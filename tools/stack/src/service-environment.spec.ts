import { serviceEnvironment } from './service-environment.ts';

const WIRING = {
  databaseUrl: 'postgres://lethe_x:pw@127.0.0.1:1/lethe_x',
  natsUrl: 'nats://127.0.0.1:2',
  natsSeed: 'SUSEED',
  storage: '/home/storage',
  pseudonymKey: 'k'.repeat(64),
  domains: ['dialer', 'directory'],
  apiPort: 8080,
  publicUrl: 'http://127.0.0.1:8080',
  healthPort: 20_001,
};
const GATEWAY = { name: 'gateway', kind: 'gateway' } as const;
const DIALER = { name: 'dialer', kind: 'domain' } as const;

describe('environment of a service', () => {
  it('gives a domain what it needs', () => {
    expect(serviceEnvironment(DIALER, WIRING, {})).toEqual({
      LETHE_DATABASE_URL: WIRING.databaseUrl,
      LETHE_NATS_URL: WIRING.natsUrl,
      LETHE_NATS_SEED: 'SUSEED',
      LETHE_DOMAINS: 'dialer,directory',
      LETHE_STORAGE_PATH: '/home/storage',
      LETHE_HEALTH_PORT: '20001',
      LETHE_HEALTH_HOST: '127.0.0.1',
      LETHE_PSEUDONYM_KEY: WIRING.pseudonymKey,
    });
  });

  it('tells the gateway where to listen and keeps the pseudonym key from it', () => {
    const environment = serviceEnvironment(GATEWAY, WIRING, { LETHE_PSEUDONYM_KEY: 'secret' });
    expect(environment).toMatchObject({
      LETHE_PORT: '8080',
      LETHE_HOST: '127.0.0.1',
      LETHE_PUBLIC_URL: 'http://127.0.0.1:8080',
    });
    expect(environment).not.toHaveProperty('LETHE_PSEUDONYM_KEY');
    expect(environment).not.toHaveProperty('LETHE_HEALTH_PORT');
  });

  it('passes limits and log level through, addresses and credentials never', () => {
    const caller = {
      LETHE_LOG_LEVEL: 'debug',
      LETHE_SEARCHES_PER_MINUTE: '5',
      LETHE_DEFAULT_COUNTRY: 'DE',
      LETHE_DATABASE_URL: 'postgres://elsewhere',
      LETHE_DATABASE_URL_FILE: '/elsewhere',
      LETHE_NATS_SEED_FILE: '/elsewhere',
      LETHE_HEALTH_PORT: '1',
      LETHE_HOME: '/elsewhere',
      LETHE_PORT: '1',
      npm_config_registry: 'elsewhere',
      NX_DAEMON: 'false',
      PGPASSWORD: 'elsewhere',
      PATH: '/bin',
    };
    const environment = serviceEnvironment(DIALER, WIRING, caller);
    expect(environment).toMatchObject({
      LETHE_LOG_LEVEL: 'debug',
      LETHE_SEARCHES_PER_MINUTE: '5',
      LETHE_DEFAULT_COUNTRY: 'DE',
      PATH: '/bin',
    });
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['LETHE_HOME']));
    expect(environment.LETHE_PORT).toBeUndefined();
    expect(JSON.stringify(environment)).not.toContain('elsewhere');
  });

  it('lets the caller move storage, the public address, the key and the domains', () => {
    const caller = {
      LETHE_STORAGE_S3_ENDPOINT: 'http://s3',
      LETHE_PUBLIC_URL: 'https://gdpr.example',
      LETHE_PSEUDONYM_KEY: 'p',
      LETHE_DOMAINS: 'dialer',
    };
    expect(serviceEnvironment(GATEWAY, WIRING, caller)).toMatchObject({
      LETHE_PUBLIC_URL: 'https://gdpr.example',
      LETHE_DOMAINS: 'dialer',
    });
    const domain = serviceEnvironment(DIALER, WIRING, caller);
    expect(domain).toMatchObject({ LETHE_STORAGE_S3_ENDPOINT: 'http://s3', LETHE_PSEUDONYM_KEY: 'p' });
    expect(domain).not.toHaveProperty('LETHE_STORAGE_PATH');
  });

  it('has no key for a NATS server that was there before, but may pass one on', () => {
    expect(serviceEnvironment(DIALER, { ...WIRING, natsSeed: undefined }, {})).not.toHaveProperty('LETHE_NATS_SEED');
    expect(serviceEnvironment(DIALER, { ...WIRING, natsSeed: undefined }, { LETHE_NATS_SEED: 'SU' })).toHaveProperty(
      'LETHE_NATS_SEED',
      'SU',
    );
  });
});
