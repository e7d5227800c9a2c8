import { pageQuery, text } from '@lethe/contracts';
import { z } from 'zod';
import { NAMED } from './author-input.ts';

/** `configuration`, an extension: states, tasks and actions. Read-only fields are ignored. */
export const FlowInput = z
  .object({
    ...NAMED,
    type: text(64).min(1).default('INBOUNDCALL'),
    configuration: z.record(z.string(), z.unknown()).default({}),
    publishedVersion: z.object({ id: text(64).min(1) }).nullish(),
  })
  .meta({ id: 'FlowInput' });
export type FlowInput = z.infer<typeof FlowInput>;

export const ObjectsQuery = pageQuery().extend({ name: text(256).optional() });
export type ObjectsQuery = z.infer<typeof ObjectsQuery>;
