import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** A successful answer in the OpenAPI document; every route has the errors of the contract besides. */
export const Answers = (status: number, schema: z.ZodType, description = 'Success') =>
  ApiResponse({ status, description, standardSchema: schema });
