import { NotPersonal, OrganisationOwned, PartOf, Personal, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CUSTOM_ATTRIBUTES, valuesOf, type CustomAttributes } from '../formats/custom-attributes.ts';
import type { ClientDescription, Medium, Page } from '../words.ts';
import { Session } from './session.ts';

/** One thing that a visitor did. Found through the visit alone, never by what stands in it. */
@Entity('journey_event')
@Index('journey_event_session', ['organisationId', 'sessionId', 'id'])
@ForeignKey(() => Session, ['organisationId', 'sessionId'], ['organisationId', 'id'], {
  name: 'journey_event_session_fkey',
  // What an erasure does not see yet, because it is added beside it, goes as well.
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'event',
  title: 'Event of a visit',
  onErase: 'delete',
  isUnsearched: true,
  categories: [
    'use of websites and apps',
    'ids in other systems',
    'custom attributes',
    'network addresses and devices',
  ],
  purpose: 'To understand what a visitor looks for',
  legalGround: 'Art. 6(1)(a) GDPR: the visitor has agreed to be tracked',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class JourneyEvent extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'session_id' }) @PartOf(() => Session) sessionId!: string;
  @Column('text') @NotPersonal('website or app') type!: Medium;
  @Column('text') @Personal({ categories: ['use of websites and apps'] }) name!: string;
  @Column('timestamptz', { name: 'created_at' }) @NotPersonal('a time') createdAt!: Date;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['use of websites and apps'] }) page!: Page | null;
  @Column('text', { name: 'screen_name', nullable: true })
  @Personal({ categories: ['use of websites and apps'] })
  screenName!: string | null;
  @Column('text', { name: 'search_query', nullable: true })
  @Personal({ categories: ['use of websites and apps'] })
  searchQuery!: string | null;
  @Column('text', { name: 'referrer_url', nullable: true })
  @Personal({ categories: ['use of websites and apps'] })
  referrerUrl!: string | null;
  @Column('text', { name: 'external_id', nullable: true }) @Personal({ identifies: 'EXTERNAL_ID' }) externalId!:
    string | null;
  /** Keys are the organisation's words: no operation shows or changes them (requirements R89). */
  @Column('jsonb')
  @Personal({ format: CUSTOM_ATTRIBUTES, categories: ['custom attributes'], exportAs: valuesOf })
  attributes!: CustomAttributes;
  @Column('jsonb')
  @Personal({ format: CUSTOM_ATTRIBUTES, categories: ['custom attributes'], exportAs: valuesOf })
  traits!: CustomAttributes;
  @Column('jsonb') @Personal({ categories: ['network addresses and devices'] }) client!: ClientDescription;
}
