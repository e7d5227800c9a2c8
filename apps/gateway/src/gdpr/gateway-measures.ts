import type { InventoryMeasure } from '@lethe/contracts';
import type { GatewayConfig } from '../config.ts';

/** Measures of Article 32 that are read from what the gateway was started with. */
export function gatewayMeasures(config: GatewayConfig): InventoryMeasure[] {
  const isEncrypted = config.LETHE_PUBLIC_URL.startsWith('https:');
  const { LETHE_SEARCHES_PER_MINUTE: searches, LETHE_REQUESTS_PER_MINUTE: requests } = config;
  const read = (measure: string, inForce: boolean, value: string) => ({
    measure,
    inForce,
    value,
    readFrom: 'settings of the gateway',
  });
  return [
    read('Clients reach the API over TLS', isEncrypted, isEncrypted ? 'https' : 'http'),
    read(
      'Every call needs a token, and the permission of its operation',
      true,
      config.LETHE_ISSUER_URL === undefined ? 'tokens of the gateway' : 'tokens of an issuer of the organisation',
    ),
    read(
      'Searches and requests are limited, against mass retrieval',
      true,
      `${searches} searches and ${requests} requests a minute`,
    ),
    read('Links to archives end by themselves', true, `${config.LETHE_LINK_MINUTES} minutes`),
  ];
}
