import { Column } from 'typeorm';
import { Internal, NotPersonal, Personal } from '../model/annotations.ts';
import { OrganisationOwned } from '../model/organisation-owned.ts';

/** PostgreSQL gives a bigint as text. */
const asNumber = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};

/**
 * A record with a file. Its content lies in libs/storage under a key of its own and is never searched (requirements
 * R65); exports copy it, erasure deletes it and asks the store whether it is gone. Without `fileLocation` it has none;
 * with it and without `uploadedAt` the upload is under way.
 */
export abstract class StoredFile extends OrganisationOwned {
  @Column('text', { name: 'file_location', nullable: true })
  @Internal('where libs/storage holds the content')
  fileLocation!: string | null;
  @Column('text', { name: 'file_key', nullable: true }) @Internal('the key of the content, base64') fileKey!:
    string | null;
  /** As the uploader typed it: never a path or a header before it is made safe. */
  @Column('text', { name: 'file_name', nullable: true }) @Personal() fileName!: string | null;
  /** As the uploader declared it, whatever the content is. */
  @Column('text', { name: 'content_type', nullable: true }) @NotPersonal('a media type') contentType!: string | null;
  @Column('bigint', { name: 'file_bytes', nullable: true, transformer: asNumber }) @NotPersonal('a size') fileBytes!:
    number | null;
  /** Of the content, lowercase hex. */
  @Column('text', { name: 'file_sha256', nullable: true }) @NotPersonal('a hash that goes with the file') fileSha256!:
    string | null;
  @Column('timestamptz', { name: 'uploaded_at', nullable: true })
  @NotPersonal('time of the upload')
  uploadedAt!: Date | null;
}

/** The columns of `StoredFile`, for a table's migration. */
export const storedFileColumns = (): string =>
  'file_location text, file_key text, file_name text, content_type text, file_bytes bigint, file_sha256 text, uploaded_at timestamptz';
