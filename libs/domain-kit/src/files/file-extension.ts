import mime from 'mime';

/** Files of these kinds only show something when they are opened. */
const INERT = new Set(
  (
    'jpg jpeg jpe png gif webp avif heic heif bmp tif tiff pdf txt csv json log mp3 mpga wav ogg oga opus m4a aac flac weba mp4 mpeg webm mov avi mkv 3gp ' +
    'doc docx xls xlsx ppt pptx odt ods odp rtf zip gz 7z tar eml ics vcf'
  ).split(' '),
);

/**
 * The extension under which a file of a person lies in an archive, told from what its uploader declared: a page, a
 * drawing or a program, which could run when it is opened, and anything unknown, becomes `bin`. A declaration that lies
 * is as harmless.
 */
export function fileExtension(contentType: string | null, fileName: string | null): string {
  const ofType = mime.getExtension(contentType ?? '');
  const extension =
    ofType !== null && ofType !== 'bin'
      ? ofType
      : (/\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? '')?.[1]?.toLowerCase() ?? 'bin');
  return INERT.has(extension) ? extension : 'bin';
}
