import type { DomainFixture } from '@lethe/testing';
import { v7 } from 'uuid';
import { architect } from '../src/architect.ts';
import { Authorship } from '../src/entities/authorship.ts';
import { Flow } from '../src/entities/flow.ts';
import { PromptAudio } from '../src/entities/prompt-audio.ts';
import { PromptResource } from '../src/entities/prompt-resource.ts';
import { Prompt } from '../src/entities/prompt.ts';
import { migrations } from '../src/migrations/index.ts';

/** Everything that a user's id reaches. Rows of data tables carry no ids: data-tables.int.spec.ts has them. */
export const architectFixture: DomainFixture = {
  definition: architect,
  migrations,
  async seed(manager, { organisationId }, person, storeFile) {
    const owned = () => ({ organisationId, id: v7(), divisionId: organisationId });
    const userId = v7();
    const flow = await manager.save(
      manager.create(Flow, { ...owned(), name: 'Flow', type: 'INBOUNDCALL', configuration: {} }),
    );
    const prompt = await manager.save(manager.create(Prompt, { ...owned(), name: 'Prompt' }));
    const resource = await manager.save(
      manager.create(PromptResource, { organisationId, id: v7(), promptId: prompt.id, language: 'en-us' }),
    );
    const snapshot = {
      userId,
      version: '1',
      at: new Date('2026-01-02T03:04:05Z'),
      name: `${person.given} ${person.family}`,
      email: person.email,
    };
    await manager.save([
      manager.create(Authorship, {
        organisationId,
        id: v7(),
        objectType: 'flow',
        objectId: flow.id,
        action: 'created',
        ...snapshot,
      }),
      manager.create(Authorship, {
        organisationId,
        id: v7(),
        objectType: 'prompt',
        objectId: prompt.id,
        action: 'modified',
        ...snapshot,
      }),
    ]);
    const audio = manager.create(PromptAudio, { organisationId, id: v7(), resourceId: resource.id, userId });
    await storeFile(audio, `${resource.id}/${userId}`, `voice of ${person.note}`);
    await manager.save(audio);
    return { type: 'userId', id: userId };
  },
};
