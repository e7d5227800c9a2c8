import { NotPersonal, RefersTo, StoredFile, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PromptResource } from './prompt-resource.ts';

/** The voice of whoever recorded a prompt: theirs alone, and deleted with them (requirements D11). */
@Entity('prompt_audio')
@Index('prompt_audio_user', ['organisationId', 'userId'])
@Index('prompt_audio_resource', ['organisationId', 'resourceId'])
@ForeignKey(() => PromptResource, ['organisationId', 'resourceId'], ['organisationId', 'id'], {
  name: 'prompt_audio_resource_fkey',
})
@SubjectRecord({
  type: 'promptAudio',
  title: 'Recorded prompt',
  onErase: 'delete',
  fileFolder: "r.resource_id || '/' || r.user_id",
  categories: ['recordings of the voice'],
  purpose: 'To play prompts to callers',
  legalGround: 'Art. 6(1)(b) GDPR: the contract with who speaks the prompts',
  retention: 'Until another recording takes its place and the person asks for erasure',
  recipients: [],
})
export class PromptAudio extends StoredFile {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'resource_id' }) @NotPersonal('the prompt in one language') resourceId!: string;
  @Column('uuid', { name: 'user_id' }) @RefersTo('userId') userId!: string;
}
