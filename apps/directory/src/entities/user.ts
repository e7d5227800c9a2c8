import {
  ErasedAt,
  Internal,
  NotPersonal,
  OrganisationOwned,
  Personal,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { contactsFormat, employerFormat, loginFormat } from './formats.ts';
import type { Absence, Contact, EmployerInfo, Json, UserState } from './profile.ts';

const EMPLOYED = "r.state = 'active'";

/**
 * A user of the company. Deleting one hides it (state `deleted`); only erasure removes what is personal, and what was
 * erased is unknown from then on: its id stays for the work it did (requirements D11).
 */
@Entity('directory_user')
@Index('directory_user_email', { synchronize: false }) // on lower(email) of living users: TypeORM knows no expressions
@SubjectRecord({
  type: 'user',
  title: 'User of the company',
  subjectId: 'userId',
  onErase: 'anonymise',
  alsoSet: { state: "'deleted'", version: 'r.version + 1', stateChangeDate: 'lethe_now()' },
  ambiguousWhen: {
    sql: EMPLOYED,
    code: 'active.employee',
    message:
      'It has an identifier of the person, and is an active user. Only a request that names the userId acts on it.',
  },
  warnWhen: {
    sql: EMPLOYED,
    code: 'active.employee',
    message: 'The user was active: name, work phone and work e-mail are needed to work with the product.',
  },
  categories: ['name', 'contact details', 'employment', 'profile'],
  purpose: 'Letting employees work with the product and reach each other',
  legalGround: 'Art. 6(1)(b) GDPR: the contract of employment',
  retention: 'While the account exists and until erasure is requested',
  recipients: [],
})
export class User extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;

  @Column('text') @Personal({ identifies: 'NAME', part: 'whole', erased: "''" }) name!: string;
  @Column('text', { name: 'preferred_name', nullable: true })
  @Personal({ identifies: 'NAME', part: 'whole' })
  preferredName!: string | null;
  /** The login; null only after erasure. */
  @Column('text', { nullable: true }) @Personal({ identifies: 'EMAIL' }) email!: string | null;
  @Column('text', { nullable: true }) @Personal({ format: loginFormat }) username!: string | null;
  @Column('text', { nullable: true }) @Personal({ categories: ['employment'] }) title!: string | null;
  @Column('text', { nullable: true }) @Personal({ categories: ['employment'] }) department!: string | null;
  @Column('jsonb', { nullable: true }) @Personal({ format: contactsFormat }) addresses!: Contact[] | null;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['contact details'] }) chat!: {
    jabberId?: string;
  } | null;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['profile'] }) images!: Json[] | null;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['profile'] }) biography!: Json | null;
  @Column('jsonb', { name: 'employer_info', nullable: true })
  @Personal({ format: employerFormat, categories: ['name', 'employment'] })
  employerInfo!: EmployerInfo | null;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['employment'] }) certifications!: string[] | null;
  @Column('jsonb', { name: 'profile_skills', nullable: true })
  @Personal({ categories: ['employment'] })
  profileSkills!: string[] | null;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['profile'] }) locations!: Json[] | null;
  @Column('jsonb', { nullable: true }) @Personal({ categories: ['profile'] }) geolocation!: Json | null;
  @Column('jsonb', { name: 'out_of_office', nullable: true })
  @Personal({ categories: ['employment'] })
  outOfOffice!: Absence | null;
  /** The personal status is out of reach of every operation (requirements R91, D12). */
  @Column('text', { name: 'presence_message', nullable: true })
  @Personal({ excluded: 'R91', categories: ['profile'] })
  presenceMessage!: string | null;

  @Column('text') @NotPersonal('state of the account') state!: UserState;
  @Column('timestamptz', { name: 'state_change_date', nullable: true })
  @NotPersonal('time of a change of state')
  stateChangeDate!: Date | null;
  @Column('uuid', { name: 'division_id' }) @NotPersonal('an organisational unit') divisionId!: string;
  /**
   * Counted by TypeORM with every save, so that after a correction (Art. 16) nobody writes the old values back
   * unawares.
   */
  @VersionColumn({ type: 'integer' }) @Internal('counts the changes, against lost updates') version!: number;
  @Column('timestamptz', { name: 'date_created', default: () => 'lethe_now()' })
  @NotPersonal('time of creation')
  dateCreated!: Date;
  @Column('timestamptz', { name: 'date_modified', default: () => 'lethe_now()' })
  @NotPersonal('time of the last change')
  dateModified!: Date;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}
