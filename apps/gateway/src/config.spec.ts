import { gatewayConfig } from './config.ts';

const NEEDED = {
  LETHE_DATABASE_URL: 'postgres:///gateway?host=/run/postgresql',
  LETHE_NATS_URL: 'nats://127.0.0.1:4222',
  LETHE_DOMAINS: 'dialer',
};

it('is seen by clients where it listens, unless something stands in front of it', () => {
  expect(gatewayConfig({ ...NEEDED, LETHE_PORT: '8090' }).LETHE_PUBLIC_URL).toBe('http://127.0.0.1:8090');
  expect(gatewayConfig({ ...NEEDED, LETHE_PUBLIC_URL: 'https://gdpr.example/' }).LETHE_PUBLIC_URL).toBe(
    'https://gdpr.example',
  );
});
