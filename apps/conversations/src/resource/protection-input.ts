import { z } from 'zod';
import { HOLD_GROUNDS } from '../words.ts';

/** A legal hold: why the recording may not be erased (requirements D13). */
export const ProtectionInput = z
  .strictObject({ ground: z.enum(HOLD_GROUNDS) })
  .meta({ id: 'RecordingProtectionInput' });
export type ProtectionInput = z.infer<typeof ProtectionInput>;
