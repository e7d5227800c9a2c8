import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { FileCall, notFound } from '@lethe/contracts';

/** Header that carries the file call from the NATS handler to the controllers, base64url. As with the principal, nobody else can send it. */
export const FILE_HEADER = 'lethe-file';

/** What the gateway asks about the file of this route. */
export const CalledFile = createParamDecorator((_: unknown, context: ExecutionContext): FileCall => {
  const header = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers[FILE_HEADER];
  if (header === undefined) throw notFound('file');
  return FileCall.parse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
});

export const fileHeader = (call: FileCall): string => Buffer.from(JSON.stringify(call)).toString('base64url');
