import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from '@lethe/contracts';
import { z } from 'zod';

/**
 * An id in a path, lower-cased. A malformed one names nothing, so it is not found rather than refused (requirements
 * D21).
 */
@Injectable()
export class PathId implements PipeTransform<string, string> {
  transform(value: string): string {
    const id = z.guid().safeParse(value);
    if (!id.success) throw notFound('resource');
    return id.data.toLowerCase();
  }
}
