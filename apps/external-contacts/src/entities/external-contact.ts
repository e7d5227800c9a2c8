import { MergeSet, NotPersonal, OrganisationOwned, Personal, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { PHONE_NUMBER, type PhoneNumber } from '../formats/phone-number.ts';
import {
  APPLE_OPAQUE_IDS,
  EXTERNAL_IDS,
  FACEBOOK_ID,
  INSTAGRAM_ID,
  TWITTER_ID,
  WHATSAPP_ID,
  type AppleOpaqueId,
  type ExternalId,
  type FacebookId,
  type InstagramId,
  type LineId,
  type TwitterId,
  type WhatsAppId,
} from '../formats/social-ids.ts';

const TEXT = { type: 'text', nullable: true } as const;
const JSONB = { type: 'jsonb', nullable: true } as const;

/** A customer: a person outside of the organisation (docs/wire-contract.md, "External contacts"). */
@Entity('external_contact')
@Index('external_contact_merge_set', ['organisationId', 'canonicalContactId'])
@SubjectRecord({
  type: 'externalContact',
  title: 'External contact',
  subjectId: 'externalContactId',
  onErase: 'delete',
  categories: [
    'name',
    'contact details',
    'postal address',
    'social media handles',
    'ids in other systems',
    'employer',
    'objection to surveys',
    'custom fields',
  ],
  purpose: 'to know who a customer is and how to reach them',
  legalGround: 'Art. 6(1)(f) GDPR: the interest in knowing and reaching customers',
  retention: 'until the organisation deletes the contact or the person asks for erasure',
  recipients: [],
})
export class ExternalContact extends OrganisationOwned {
  @PrimaryColumn({ type: 'uuid' })
  @SubjectKey()
  id!: string;

  @Column({ ...TEXT, name: 'first_name' })
  @Personal({ identifies: 'NAME', part: 'given' })
  firstName!: string | null;

  @Column({ ...TEXT, name: 'middle_name' })
  @Personal({ identifies: 'NAME', part: 'middle' })
  middleName!: string | null;

  @Column({ ...TEXT, name: 'last_name' })
  @Personal({ identifies: 'NAME', part: 'family' })
  lastName!: string | null;

  @Column(TEXT)
  @Personal({ categories: ['name'] })
  salutation!: string | null;

  @Column(TEXT)
  @Personal({ categories: ['employer'] })
  title!: string | null;

  @Column({ ...JSONB, name: 'work_phone' })
  @Personal({ format: PHONE_NUMBER })
  workPhone!: PhoneNumber | null;

  @Column({ ...JSONB, name: 'cell_phone' })
  @Personal({ format: PHONE_NUMBER })
  cellPhone!: PhoneNumber | null;

  @Column({ ...JSONB, name: 'home_phone' })
  @Personal({ format: PHONE_NUMBER })
  homePhone!: PhoneNumber | null;

  @Column({ ...JSONB, name: 'other_phone' })
  @Personal({ format: PHONE_NUMBER })
  otherPhone!: PhoneNumber | null;

  @Column({ ...TEXT, name: 'work_email' })
  @Personal({ identifies: 'EMAIL' })
  workEmail!: string | null;

  @Column({ ...TEXT, name: 'personal_email' })
  @Personal({ identifies: 'EMAIL' })
  personalEmail!: string | null;

  @Column({ ...TEXT, name: 'other_email' })
  @Personal({ identifies: 'EMAIL' })
  otherEmail!: string | null;

  @Column(TEXT)
  @Personal({ identifies: 'ADDRESS', part: 'line' })
  address1!: string | null;

  @Column(TEXT)
  @Personal({ identifies: 'ADDRESS', part: 'line' })
  address2!: string | null;

  @Column(TEXT)
  @Personal({ identifies: 'ADDRESS', part: 'city' })
  city!: string | null;

  @Column(TEXT)
  @Personal({ identifies: 'ADDRESS', part: 'state' })
  state!: string | null;

  @Column({ ...TEXT, name: 'postal_code' })
  @Personal({ identifies: 'ADDRESS', part: 'postalCode' })
  postalCode!: string | null;

  @Column({ ...TEXT, name: 'country_code' })
  @Personal({ identifies: 'ADDRESS', part: 'country' })
  countryCode!: string | null;

  @Column({ ...JSONB, name: 'twitter_id' })
  @Personal({ format: TWITTER_ID })
  twitterId!: TwitterId | null;

  @Column({ ...JSONB, name: 'line_id' })
  @Personal({ categories: ['social media handles'] })
  lineId!: LineId | null;

  @Column({ ...JSONB, name: 'whats_app_id' })
  @Personal({ format: WHATSAPP_ID })
  whatsAppId!: WhatsAppId | null;

  @Column({ ...JSONB, name: 'facebook_id' })
  @Personal({ format: FACEBOOK_ID })
  facebookId!: FacebookId | null;

  @Column({ ...JSONB, name: 'instagram_id' })
  @Personal({ format: INSTAGRAM_ID })
  instagramId!: InstagramId | null;

  @Column({ ...JSONB, name: 'apple_opaque_ids' })
  @Personal({ format: APPLE_OPAQUE_IDS })
  appleOpaqueIds!: AppleOpaqueId[] | null;

  @Column({ ...JSONB, name: 'external_ids' })
  @Personal({ format: EXTERNAL_IDS })
  externalIds!: ExternalId[] | null;

  @Column({ ...JSONB, name: 'external_organization' })
  @Personal({ categories: ['employer'] })
  externalOrganization!: { id?: string; name?: string } | null;

  @Column({ type: 'boolean', nullable: true, name: 'survey_opt_out' })
  @Personal({ categories: ['objection to surveys'] })
  surveyOptOut!: boolean | null;

  @Column({ ...TEXT, name: 'external_system_url' })
  @Personal({ categories: ['ids in other systems'] })
  externalSystemUrl!: string | null;

  /** Keys are the organisation's words, not the person's data (requirements D12). */
  @Column({ ...JSONB, name: 'custom_fields' })
  @Personal({
    excludedKeys: 'R89',
    exportAs: (fields: Record<string, unknown>) => Object.values(fields),
    categories: ['custom fields'],
  })
  customFields!: Record<string, unknown> | null;

  @Column(JSONB)
  @NotPersonal('which schema the custom fields follow')
  schema!: { id?: string; version?: number } | null;

  @Column(JSONB)
  @NotPersonal('the organisational unit that owns the record')
  division!: { id?: string; name?: string } | null;

  @Column({ type: 'text', default: 'Curated' })
  @NotPersonal('how the record came to be')
  type!: 'Ephemeral' | 'Identified' | 'Curated';

  /** Names the merge set: every member carries it, the canonical contact itself included. The contact may be gone. */
  @Column({ type: 'uuid', nullable: true, name: 'canonical_contact_id' })
  @MergeSet()
  canonicalContactId!: string | null;

  /** The contact that came out of the merge this one went into. */
  @Column({ type: 'uuid', nullable: true, name: 'merged_to_id' })
  @NotPersonal('reference to another contact of the merge set')
  mergedToId!: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'create_date', default: () => 'lethe_now()' })
  @NotPersonal('time of the record')
  createDate!: Date;

  /** Kept by a trigger, so that every writer counts. */
  @UpdateDateColumn({ type: 'timestamptz', name: 'modify_date', default: () => 'lethe_now()' })
  @NotPersonal('time of the record')
  modifyDate!: Date;
}
