import type { ModuleMetadata } from '@nestjs/common';
import type { EntityClass } from '@lethe/persistence';
import type { MergeSetOf } from './verbs/resolve.ts';

/** What a team writes about its domain; everything else comes from the entities' annotations. */
export interface DomainDefinition {
  /** Folder of the app; NATS subjects and queue group. */
  name: string;
  title: string;
  /** All entities, annotated. A column without a declaration stops the service. */
  entities: EntityClass[];
  /** A bare term does not reach this domain (requirements D8). */
  requiresSubject?: boolean;
  /** Path prefixes of the resource API, for example `/api/v2/users`. Whole segments. */
  resourcePaths?: string[];
  /** Nest controllers and providers of the resource API: ordinary HTTP controllers, called through the gateway alone. */
  controllers?: ModuleMetadata['controllers'];
  providers?: ModuleMetadata['providers'];
  /** For subjects that can be merged: the keys of all members of a record's merge set. */
  mergeSetOf?: MergeSetOf;
}
