import { PrimaryColumn } from 'typeorm';
import { Internal } from './annotations.ts';

/** Base of every entity: the organisation leads the primary key, so that a store can be split by it. */
export abstract class OrganisationOwned {
  @PrimaryColumn({ type: 'uuid', name: 'organisation_id' })
  @Internal('the tenant')
  organisationId!: string;
}
