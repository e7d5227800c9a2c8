import { NotPersonal, OrganisationOwned, PartOf, Personal, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ClientDescription, Medium, Page } from '../words.ts';
import { Customer } from './customer.ts';

/** One visit: events of a visitor at a deployment without a long pause between them. */
@Entity('journey_session')
@Index('journey_session_customer', ['organisationId', 'journeyCustomerId'])
@ForeignKey(() => Customer, ['organisationId', 'journeyCustomerId'], ['organisationId', 'id'], {
  name: 'journey_session_customer_fkey',
  // What an erasure does not see yet, because it is added beside it, goes as well.
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'session',
  title: 'Visit',
  onErase: 'delete',
  categories: ['use of websites and apps', 'network addresses and devices'],
  purpose: 'To understand what a visitor looks for',
  legalGround: 'Art. 6(1)(a) GDPR: the visitor has agreed to be tracked',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class Session extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'journey_customer_id' }) @PartOf(() => Customer) journeyCustomerId!: string;
  @Column('uuid', { name: 'deployment_id' }) @NotPersonal('a website or an app') deploymentId!: string;
  @Column('text') @NotPersonal('website or app') type!: Medium;
  @Column('timestamptz', { name: 'started_at' }) @NotPersonal('a time') startedAt!: Date;
  @Column('timestamptz', { name: 'last_event_at' }) @NotPersonal('a time') lastEventAt!: Date;
  @Column('uuid', { name: 'last_event_id' }) @NotPersonal('the last event') lastEventId!: string;
  @Column('text', { name: 'last_event_name' })
  @Personal({ categories: ['use of websites and apps'] })
  lastEventName!: string;
  @Column('integer', { name: 'event_count' }) @NotPersonal('a count') eventCount!: number;
  @Column('integer', { name: 'view_count' }) @NotPersonal('a count') viewCount!: number;
  /** As it said last. */
  @Column('jsonb') @Personal({ categories: ['network addresses and devices'] }) client!: ClientDescription;
  @Column('text', { name: 'referrer_url', nullable: true })
  @Personal({ categories: ['use of websites and apps'] })
  referrerUrl!: string | null;
  @Column('jsonb', { name: 'last_page', nullable: true })
  @Personal({ categories: ['use of websites and apps'] })
  lastPage!: Page | null;
  @Column('text', { name: 'last_screen', nullable: true })
  @Personal({ categories: ['use of websites and apps'] })
  lastScreen!: string | null;
}
