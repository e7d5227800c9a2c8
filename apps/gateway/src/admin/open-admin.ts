import { createDataSource, inSystem, type EntityManager } from '@lethe/persistence';
import { ENTITIES } from '../entities/index.ts';

/** Runs `work` in one transaction on the gateway's database, as the gateway's own role. */
export async function withGatewayDatabase<T>(url: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const dataSource = createDataSource({ url, entities: ENTITIES, poolSize: 1, onConnectionError: () => undefined });
  await dataSource.initialize();
  try {
    return await inSystem(dataSource, work);
  } finally {
    await dataSource.destroy();
  }
}
