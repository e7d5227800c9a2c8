import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LetheError, notFound, type FileCall, type FileContent, type UploadTicket } from '@lethe/contracts';
import { location, newKey } from '@lethe/storage';
import type { EntityManager } from 'typeorm';
import type { StoredFile } from './stored-file.ts';

/** 2 GiB. */
const MAX_BYTES = 2_147_483_648;
/**
 * What an upload that was never closed has left is removed after this; the gateway gives up on an upload long before.
 */
const UNCLOSED = "interval '2 hours'";

/**
 * What a resource API does with its files; every method works in the caller's transaction, and the caller saves the
 * record, which may be a new one.
 */
@Injectable()
export class StoredFiles {
  constructor(private readonly domain: string) {}

  /**
   * Begins an upload, also one that broke off before. `folder` is what `fileFolder` of the record type says of the
   * owner. A record whose file is there keeps it: the new content goes aside and `close` compares it.
   */
  async open(
    manager: EntityManager,
    record: StoredFile,
    folder: string,
    call: Extract<FileCall, { phase: 'open' }>,
  ): Promise<UploadTicket> {
    const where = location('files', this.domain, record.organisationId, ...folder.split('/'), randomUUID());
    const key = newKey().toString('base64');
    await this.removeLater(manager, record.organisationId, where, UNCLOSED);
    if (!record.uploadedAt) {
      if (record.fileLocation) await this.removeLater(manager, record.organisationId, record.fileLocation, UNCLOSED);
      Object.assign(record, {
        fileLocation: where,
        fileKey: key,
        fileName: call.fileName ?? null,
        contentType: call.contentType,
      });
    }
    return { location: where, key, maxBytes: MAX_BYTES };
  }

  /**
   * Ends an upload; once more changes nothing.
   * @throws LetheError request.conflict when another upload took its place, it took too long, or other content is
   *   there.
   */
  async close(
    manager: EntityManager,
    record: StoredFile,
    { location: where, bytes, sha256 }: Extract<FileCall, { phase: 'close' }>,
  ): Promise<void> {
    if (record.uploadedAt) {
      if (record.fileSha256 !== sha256)
        throw new LetheError('request.conflict', 'A file with this id and other content is there. Use another id.');
      if (record.fileLocation !== where)
        await manager.query(
          'update storage_removal set due_at = lethe_now() where organisation_id = $1 and location = $2',
          [record.organisationId, where],
        );
      return;
    }
    const [closed] = await manager.query<[{ now: Date }[], number]>(
      'delete from storage_removal where organisation_id = $1 and location = $2 returning lethe_now() now',
      [record.organisationId, where],
    );
    if (record.fileLocation !== where || closed[0] === undefined)
      throw new LetheError(
        'request.conflict',
        'Another upload took the place of this one, or it took too long. Send the file again.',
      );
    Object.assign(record, { fileBytes: bytes, fileSha256: sha256, uploadedAt: closed[0].now });
  }

  /** Where the content is, for the gateway. @throws LetheError not.found without a complete file */
  content({ fileLocation, fileKey, fileBytes, contentType, fileName, uploadedAt }: StoredFile): FileContent {
    if (!uploadedAt || !fileLocation || !fileKey) throw notFound('file');
    return {
      location: fileLocation,
      key: fileKey,
      bytes: fileBytes ?? 0,
      contentType: contentType ?? 'application/octet-stream',
      fileName: fileName ?? '',
    };
  }

  /**
   * Has the content removed once the transaction is committed. For a record that is deleted through the resource API.
   */
  async discard(manager: EntityManager, record: StoredFile): Promise<void> {
    if (record.fileLocation)
      await this.removeLater(manager, record.organisationId, record.fileLocation, "interval '0'");
  }

  private async removeLater(
    manager: EntityManager,
    organisationId: string,
    where: string,
    after: string,
  ): Promise<void> {
    await manager.query(
      `insert into storage_removal (organisation_id, location, due_at) values ($1, $2, lethe_now() + ${after}) on conflict do nothing`,
      [organisationId, where],
    );
  }
}
