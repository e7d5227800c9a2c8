import {
  ErasedAt,
  NotPersonal,
  OrganisationOwned,
  Personal,
  RefersTo,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type Authored = 'flow' | 'prompt' | 'dataTable';
export const ACTIONS = ['created', 'modified', 'published', 'locked', 'unlocked'] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * Who did what to a flow, prompt or table, with a snapshot of their name and address at that time. Found by the user's
 * id alone. Erasure takes the snapshot; what was done, when and under which id stays (requirements D11).
 */
@Entity('authorship')
@Index('authorship_user', ['organisationId', 'userId'])
@Index('authorship_object', ['organisationId', 'objectId'])
@SubjectRecord({
  type: 'authorship',
  title: 'Authorship of a flow, prompt or data table',
  onErase: 'anonymise',
  isUnsearched: true,
  categories: ['name', 'contact details', 'work done'],
  purpose: 'To know who changed the handling of calls',
  legalGround: 'Art. 6(1)(f) GDPR: the interest in knowing who changed the handling of calls',
  retention: 'As long as the flow, prompt or table',
  recipients: [],
})
export class Authorship extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'user_id' }) @RefersTo('userId') userId!: string;
  @Column('text', { name: 'object_type' }) @NotPersonal('a kind of configuration') objectType!: Authored;
  @Column('uuid', { name: 'object_id' }) @NotPersonal('the flow, prompt or table') objectId!: string;
  @Column('text') @NotPersonal('what was done') action!: Action;
  @Column('text', { nullable: true }) @NotPersonal('of the flow, prompt or table') version!: string | null;
  @Column('timestamptz') @NotPersonal('time of the work') at!: Date;
  @Column('text', { nullable: true }) @Personal({ identifies: 'NAME', part: 'whole' }) name!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'EMAIL' }) email!: string | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}
