import { location, StorageCorrupt, StorageNotFound, type Storage } from '@lethe/storage';
import { step } from '@lethe/platform/failpoints';
import type { LeftOut, Part, Task } from '@lethe/contracts';
import { fileExtension } from './file-extension.ts';
import type { StoredFile } from './stored-file.ts';

const MISSING = { code: 'file.missing', message: 'The record is there, but its file is gone from the storage.' };
const DAMAGED = {
  code: 'file.damaged',
  message: 'The file in the storage is not what was uploaded, so it is not passed on.',
};

/**
 * Copies the file of one record, encrypted with the archive's key, as a stream; answers why when there is nothing to
 * copy. Undefined: it has no file.
 */
export async function exportFile(
  storage: Storage,
  task: Task,
  { type: recordType, id }: { type: string; id: string },
  record: StoredFile,
): Promise<Part | LeftOut | undefined> {
  const { fileLocation, fileKey, uploadedAt, contentType, fileName } = record;
  if (fileLocation === null || fileKey === null || uploadedAt === null) return undefined;
  const { prefix, key } = task.archive!;
  const name = `files/${id}.${fileExtension(contentType, fileName)}`;
  const where = `${prefix}/${location(...name.split('/'))}`;
  try {
    const content = await storage.read(fileLocation, Buffer.from(fileKey, 'base64'));
    const written = await step('copyFile', () => storage.write(where, Buffer.from(key, 'base64'), content));
    return { location: where, name, recordType, kind: 'file', records: 0, ...written };
  } catch (error) {
    if (error instanceof StorageNotFound) return { recordType, records: 1, reason: MISSING };
    if (error instanceof StorageCorrupt) return { recordType, records: 1, reason: DAMAGED };
    throw error;
  }
}

export const isPart = (copied: Part | LeftOut): copied is Part => 'location' in copied;
