import { NotPersonal, OrganisationOwned, Personal, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { hashedFormat, type DncKind } from '../formats/hashed.ts';
import { DncList } from './dnc-list.ts';

/**
 * A number or an address never to contact, as a keyed hash alone: enough to keep an objection, useless to contact
 * anybody. Erasure leaves it, because removing it would allow the calls again (requirements D11).
 */
@Entity('dnc_entry')
@Unique('dnc_entry_list_kind_hash', ['organisationId', 'dncListId', 'kind', 'hash'])
@ForeignKey(() => DncList, ['organisationId', 'dncListId'], ['organisationId', 'id'], {
  name: 'dnc_entry_list_fkey',
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'dncEntry',
  title: 'Entry of a do-not-call list',
  onErase: 'retain',
  ground: 'Art. 17(3)(b), objection to marketing, Art. 21',
  categories: ['objection to being contacted, as a keyed hash of the number or address'],
  purpose: 'Respecting the objection',
  legalGround: 'Art. 6(1)(c) GDPR: an objection has to be respected (Art. 21(3))',
  retention: 'Until the objection is withdrawn or the entry expires',
  recipients: [],
})
export class DncEntry extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'dnc_list_id' }) @NotPersonal('the list') dncListId!: string;
  @Column('text') @NotPersonal('phone number or e-mail address') kind!: DncKind;
  /** Told to nobody: an export says that there is an entry and since when. */
  @Column('text') @Personal({ format: hashedFormat, exportAs: () => undefined }) hash!: string;
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  @NotPersonal('end of the entry')
  expiresAt!: Date | null;
  @Column('timestamptz', { name: 'date_created', default: () => 'lethe_now()' })
  @NotPersonal('time of creation')
  dateCreated!: Date;
}
