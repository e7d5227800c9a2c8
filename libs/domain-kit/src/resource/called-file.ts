import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { FileCall, notFound } from '@lethe/contracts';

/**
 * Header that carries the file call from the NATS handler to the controllers, base64url. As with the principal, nobody
 * else can send it.
 */
export const FILE_HEADER = 'lethe-file';

/** What the gateway asks about the file of this route. */
export const CalledFile = createParamDecorator((_: unknown, context: ExecutionContext): FileCall => {
  const header = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers[
    FILE_HEADER
  ];
  if (header === undefined) throw notFound('file');
  return FileCall.parse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
});

const BYTES = { type: 'string', format: 'binary' };
const ANY_TYPE = 'application/octet-stream';

/** Documents a PUT of `filePaths` as its caller sees it: the raw content of the file, of any type. */
export const TakesFile = () =>
  applyDecorators(
    ApiConsumes(ANY_TYPE),
    ApiBody({ schema: BYTES, description: 'The content of the file, up to 2 GiB' }),
    ApiHeader({
      name: 'Content-Disposition',
      required: false,
      description: "The name of the file: attachment; filename*=UTF-8''letter.txt",
    }),
  );

/**
 * Documents a GET of `filePaths`: the content, or the part of it that `Range` asks for; the gateway adds what it
 * refuses.
 */
export const AnswersFile = () =>
  applyDecorators(
    ApiProduces(ANY_TYPE),
    ApiOkResponse({ schema: BYTES, description: 'The content of the file' }),
    ApiResponse({ status: 206, schema: BYTES, description: 'The part of it that Range asks for' }),
  );

export const fileHeader = (call: FileCall): string => Buffer.from(JSON.stringify(call)).toString('base64url');
