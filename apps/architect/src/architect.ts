import type { DomainDefinition } from '@lethe/domain-kit';
import { Authorship } from './entities/authorship.ts';
import { DataTableRow } from './entities/data-table-row.ts';
import { DataTable } from './entities/data-table.ts';
import { Flow } from './entities/flow.ts';
import { PromptAudio } from './entities/prompt-audio.ts';
import { PromptResource } from './entities/prompt-resource.ts';
import { Prompt } from './entities/prompt.ts';
import { AudioController } from './resource/audio.controller.ts';
import { AudioService } from './resource/audio.service.ts';
import { FlowsController } from './resource/flows.controller.ts';
import { FlowsService } from './resource/flows.service.ts';
import { PromptResourcesController } from './resource/prompt-resources.controller.ts';
import { PromptResourcesService } from './resource/prompt-resources.service.ts';
import { PromptsController } from './resource/prompts.controller.ts';
import { PromptsService } from './resource/prompts.service.ts';
import { RowsController } from './resource/rows.controller.ts';
import { RowsService } from './resource/rows.service.ts';
import { TablesController } from './resource/tables.controller.ts';
import { TablesService } from './resource/tables.service.ts';

/** What calls run through: flows, the prompts they play and the tables they look things up in. */
export const architect: DomainDefinition = {
  name: 'architect',
  title: 'Architect: flows, prompts and data tables',
  entities: [Flow, Prompt, PromptResource, PromptAudio, DataTable, DataTableRow, Authorship],
  requiresSubject: true,
  resourcePaths: ['/api/v2/flows', '/api/v2/architect/prompts'],
  filePaths: ['/api/v2/architect/prompts/{promptId}/resources/{languageId}/audio/{fileId}'],
  excluded: ['flow name', 'flow description', 'state name', 'task name', 'action name', 'prompt TTS text'].map(
    (what) => ({ what, requirement: 'R90' }),
  ),
  controllers: [
    TablesController,
    RowsController,
    FlowsController,
    PromptsController,
    PromptResourcesController,
    AudioController,
  ],
  providers: [TablesService, RowsService, FlowsService, PromptsService, PromptResourcesService, AudioService],
};
