import { connectPatiently, createDataSource, createPool, LOOK_UPS } from '@lethe/persistence';
import type { Logger } from '@lethe/platform';
import { DomainStore } from './domain-store.ts';
import { IdentifierIndex } from './identifier-index.ts';
import { buildModel } from './model/domain-model.ts';
import type { DomainDefinition } from './definition.ts';

/** Connections of each pool. */
const SIZES = { tasks: 6, checks: 3, walks: 1 } as const;

/**
 * Waits for the database, checks the declarations and lets the identifier index follow every save.
 * @throws ModelError
 */
export async function openStore(definition: DomainDefinition, url: string, logger: Logger): Promise<DomainStore> {
  const onConnectionError = (error: unknown) =>
    logger.warn('a database connection was lost', { error: (error as Error).name });
  const options = { url, settings: LOOK_UPS, onConnectionError };
  const dataSource = createDataSource({ ...options, entities: definition.entities });
  await connectPatiently(dataSource, (error) => logger.error('waiting for the database', error));
  const model = buildModel(dataSource, definition);
  dataSource.subscribers.push(new IdentifierIndex(model));
  const tasks = createPool({ ...options, poolSize: SIZES.tasks });
  const checks = createPool({ ...options, poolSize: SIZES.checks });
  const walks = createPool({ ...options, poolSize: SIZES.walks });
  return new DomainStore(dataSource, { tasks, checks, walks }, model);
}

export async function isStoreAvailable(store: DomainStore): Promise<boolean> {
  return store.dataSource.query('select 1').then(
    () => true,
    () => false,
  );
}
