import { z } from 'zod';

/** What a DELETE answers that Genesys Cloud answers with 200. */
export const Empty = z.object({}).meta({ id: 'Empty' });
