import {
  ErasedAt,
  MergeSet,
  NotPersonal,
  OrganisationOwned,
  PartOf,
  Personal,
  ReachedFrom,
  RefersTo,
  StoredFile,
  SubjectKey,
  SubjectRecord,
  type SubjectRecordOptions,
} from '@lethe/domain-kit';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEPT: Pick<SubjectRecordOptions, 'categories' | 'purpose' | 'legalGround' | 'retention' | 'recipients'> = {
  categories: ['contact details'],
  purpose: 'tests',
  legalGround: 'Art. 6(1)(f) GDPR: an interest in tests',
  retention: 'until erased',
  recipients: [],
};

@Entity('member')
@Index('member_external_id', ['organisationId', 'externalId'], { unique: true })
@SubjectRecord({
  type: 'member',
  title: 'Member',
  subjectId: 'externalContactId',
  onErase: 'delete',
  fileFolder: 'r.id::text',
  ...KEPT,
})
export class Member extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('text', { name: 'given_name', nullable: true }) @Personal({ identifies: 'NAME', part: 'given' }) givenName!:
    string | null;
  @Column('text', { name: 'family_name', nullable: true })
  @Personal({ identifies: 'NAME', part: 'family' })
  familyName!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'EMAIL' }) email!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'PHONE', countryFrom: 'country' }) phone!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'ADDRESS', part: 'line' }) street!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'ADDRESS', part: 'city' }) city!: string | null;
  @Column('text', { name: 'postal_code', nullable: true })
  @Personal({ identifies: 'ADDRESS', part: 'postalCode' })
  postalCode!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'ADDRESS', part: 'country' }) country!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'TWITTER' }) handle!: string | null;
  @Column('text', { name: 'external_id', nullable: true }) @Personal({ identifies: 'EXTERNAL_ID' }) externalId!:
    string | null;
  @Column('text', { name: 'unit' }) @NotPersonal('an organisational unit') unit!: string;
  @Column('uuid', { name: 'set_id', nullable: true }) @MergeSet() setId!: string | null;
}

@Entity('remark')
@SubjectRecord({ type: 'remark', title: 'Remark about a member', onErase: 'delete', ...KEPT })
export class Remark extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'member_id' }) @PartOf(() => Member) memberId!: string;
  @Column('text') @Personal() body!: string;
}

@Entity('login')
@SubjectRecord({ type: 'login', title: 'Login of a member', onErase: 'anonymise', ...KEPT })
export class Login extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'member_id' }) @PartOf(() => Member) memberId!: string;
  @Column('text') @Personal({ erased: "'erased'" }) name!: string;
  @Column('integer') @NotPersonal('a count') visits!: number;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}

@Entity('photo')
@SubjectRecord({
  type: 'photo',
  title: 'Photo of a member',
  onErase: 'delete',
  retainWhen: [{ sql: 'r.hold is not null', ground: { sql: 'r.hold' } }],
  leftOutWhen: { sql: 'r.is_of_several', code: 'other.people', message: 'Other people are on it.' },
  ...KEPT,
})
@ReachedFrom(() => Member, 'r.member_id = p.id and p.unit = r.unit')
export class Photo extends StoredFile {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'member_id' }) @NotPersonal('key') memberId!: string;
  @Column('text') @NotPersonal('an organisational unit') unit!: string;
  @Column('text', { nullable: true }) @NotPersonal('a legal basis') hold!: string | null;
  @Column('boolean', { name: 'is_of_several' }) @NotPersonal('how many are on it') isOfSeveral!: boolean;
}

/** Of somebody who is known elsewhere, under one id or, before two of them were merged, under two. */
@Entity('visit')
@SubjectRecord({ type: 'visit', title: 'Visit of a member', subjectId: 'userId', onErase: 'delete', ...KEPT })
export class Visit extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'contact_id', nullable: true }) @RefersTo('externalContactId', { same: true }) contactId!:
    string | null;
  @Column('uuid', { name: 'other_contact_id', nullable: true })
  @RefersTo('externalContactId', { same: true })
  otherContactId!: string | null;
  @Column('uuid', { name: 'host_id', nullable: true }) @RefersTo('dialerContactId') hostId!: string | null;
  @Column('text') @Personal() page!: string;
}
