import type { IncomingHttpHeaders } from 'node:http';
import { LetheError } from '@lethe/contracts';
import { parse } from 'content-disposition';
import { mediaTypeOf, OCTET_STREAM } from '../http/media-type.ts';
import { assertStorable } from '../http/read-json.ts';

const MAX_NAME = 1_000;
const HEADER = 'The Content-Disposition header';
const USE = "Send it as attachment; filename*=UTF-8''<percent-encoded name>.";

/**
 * What the headers of an upload say about the file.
 * @throws LetheError bad.request, constraint.validation, unsupported.media.type
 */
export function declaredFile(headers: IncomingHttpHeaders): { contentType: string; fileName?: string } {
  if (headers['content-range'] !== undefined)
    throw new LetheError('bad.request', 'A file is sent whole: leave Content-Range out.');
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? ''))
    throw new LetheError('unsupported.media.type', 'A file is sent as it is: leave Content-Encoding out.');
  const fileName = fileNameOf(headers['content-disposition']);
  return {
    contentType: mediaTypeOf(headers['content-type']) ?? OCTET_STREAM,
    ...(fileName !== undefined && { fileName }),
  };
}

/** The name as a person typed it (RFC 6266), whatever is in it; never part of a path here. */
function fileNameOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (!/^\s*[\w!#$&^.+-]+\s*(?:;|$)/.test(header) || !/^[\t\x20-\x7e]*$/.test(header))
    throw new LetheError('bad.request', `${HEADER} cannot be read. ${USE}`);
  const { filename } = parse(header).parameters;
  if (filename === undefined && /;\s*filename\b/i.test(header))
    throw new LetheError('bad.request', `The file name in ${HEADER} cannot be read. ${USE}`);
  if (filename === undefined || filename === '') return undefined;
  if (filename.length > MAX_NAME)
    throw new LetheError(
      'constraint.validation',
      `The file name has ${filename.length} characters. At most ${MAX_NAME} are allowed.`,
    );
  assertStorable({ filename }, HEADER);
  return filename;
}
