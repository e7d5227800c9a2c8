import type { Manifest } from '@lethe/contracts';
import { createDataSource } from '@lethe/persistence';
import type { DomainDefinition } from './definition.ts';
import { manifestOf } from './manifest.ts';
import { buildModel } from './model/domain-model.ts';

/**
 * What a domain says of itself, from its declarations alone: without a database and without its being started.
 * @throws ModelError
 */
export async function declaredManifest(definition: DomainDefinition): Promise<Manifest> {
  const dataSource = createDataSource({
    url: 'postgres://nowhere',
    entities: definition.entities,
    onConnectionError: () => undefined,
  });
  // Fills the metadata, and connects to nothing.
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  return manifestOf(definition, buildModel(dataSource));
}
