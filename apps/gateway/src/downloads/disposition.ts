/**
 * The Content-Disposition of a download. `wanted` is the caller's `contentDisposition`: `inline` or `attachment`, with
 * a file name or without; anything else of it is dropped, so that nothing can be smuggled into the header.
 */
export function contentDisposition(wanted: string | undefined, fileName: string): string {
  const [, type = 'attachment'] = /^\s*(inline|attachment)\b/i.exec(wanted ?? '') ?? [];
  const [, quoted, bare] = /filename\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(wanted ?? '') ?? [];
  const name = safe(quoted ?? bare ?? '') || safe(fileName) || 'results.zip';
  return `${type.toLowerCase()}; filename="${name}"`;
}

const safe = (name: string) =>
  name
    .replace(/[^\w .()-]/g, '_')
    .replace(/^[. ]+/, '')
    .slice(0, 150);
