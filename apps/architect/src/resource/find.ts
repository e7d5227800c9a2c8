import { LetheError, notFound } from '@lethe/contracts';
import { QueryFailedError, type EntityManager, type ObjectType } from 'typeorm';
import { PromptResource } from '../entities/prompt-resource.ts';

/** One object by its id. @throws LetheError not.found */
export async function findById<T extends { id: string }>(
  manager: EntityManager,
  entity: ObjectType<T>,
  what: string,
  id: string,
): Promise<T> {
  const found = await manager.findOne<T>(entity, { where: { id } as never });
  if (found === null) throw notFound(what);
  return found;
}

/** The prompt in one language, as typed. @throws LetheError not.found */
export async function findResource(
  manager: EntityManager,
  promptId: string,
  language: string,
): Promise<PromptResource> {
  const found = await manager.findOneBy(PromptResource, { promptId, language: language.toLowerCase() });
  if (found === null) throw notFound('prompt resource');
  return found;
}

/** Adds a record. @throws LetheError request.conflict with this text when a unique key is taken */
export async function insertNew<T extends object>(manager: EntityManager, record: T, taken: string): Promise<T> {
  try {
    return await manager.save(record);
  } catch (error) {
    if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505')
      throw new LetheError('request.conflict', taken, { cause: error });
    throw error;
  }
}
