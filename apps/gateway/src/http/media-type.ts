export const OCTET_STREAM = 'application/octet-stream';

/** RFC 6838 section 4.2. */
const MEDIA_TYPE = /^([a-z\d][\w!#$&^.+-]{0,126}\/[a-z\d][\w!#$&^.+-]{0,126})[ \t]*(?:;.*)?$/i;

/** `type/subtype` of a Content-Type, lower-case and without its parameters; undefined when it is none. */
export const mediaTypeOf = (header: string | undefined): string | undefined =>
  MEDIA_TYPE.exec(header?.trim() ?? '')?.[1]?.toLowerCase();
