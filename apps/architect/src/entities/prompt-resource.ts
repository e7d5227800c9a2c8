import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Prompt } from './prompt.ts';

/** A prompt in one language. Its text is out of reach of every operation (requirements R90). */
@Entity('prompt_resource')
@Unique('prompt_resource_language', ['organisationId', 'promptId', 'language'])
@ForeignKey(() => Prompt, ['organisationId', 'promptId'], ['organisationId', 'id'], {
  name: 'prompt_resource_prompt_fkey',
})
@NotPersonalTable('what a prompt says, excluded by R90')
export class PromptResource extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'prompt_id' }) promptId!: string;
  /** For example `en-us`. */
  @Column('text') language!: string;
  @Column('text', { name: 'tts_string', nullable: true }) ttsString!: string | null;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('jsonb', { nullable: true }) tags!: Record<string, string[]> | null;
}
