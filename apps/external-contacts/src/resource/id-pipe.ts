import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from '@lethe/contracts';
import { z } from 'zod';

const ID = z.guid();

/** A malformed id in a path names nothing: 404 (requirements D21). */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!ID.safeParse(id).success) throw notFound('resource');
    return id.toLowerCase();
  }
}
