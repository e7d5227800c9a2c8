import type { ModuleMetadata } from '@nestjs/common';
import type { Manifest } from '@lethe/contracts';
import type { EntityClass } from '@lethe/persistence';

/** What a team writes about its domain; everything else comes from the entities' annotations. */
export interface DomainDefinition {
  /** Folder of the app; NATS subjects and queue group. */
  name: string;
  title: string;
  /** All entities, annotated. A column without a declaration stops the service. */
  entities: EntityClass[];
  /** A bare term does not reach this domain (requirements D8). */
  requiresSubject?: boolean;
  /** Where the resource API begins (contracts, `Manifest.resourcePaths`). */
  resourcePaths?: string[];
  /**
   * Paths of the resource API that are files (contracts, `Manifest.filePaths`). Their controllers take `@CalledFile()`.
   */
  filePaths?: string[];
  /** What else no operation reads or changes (requirements D12), beside the fields that say so themselves. */
  excluded?: Manifest['excluded'];
  /**
   * Erasures of one organisation run one after the other, because what one may delete depends on what another has left.
   */
  erasesOneByOne?: boolean;
  /**
   * Nest controllers and providers of the resource API: ordinary HTTP controllers, called through the gateway alone.
   */
  controllers?: ModuleMetadata['controllers'];
  providers?: ModuleMetadata['providers'];
}
