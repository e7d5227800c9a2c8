import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ResourceCall, ResourceReply } from '@lethe/contracts';
import { PRINCIPAL_HEADER } from './access.ts';
import { FILE_HEADER, fileHeader } from './called-file.ts';

const PASSED_HEADERS = ['location', 'content-type', 'retry-after'];

/** Hands a forwarded call to the domain's own controllers, in process: no port is opened. */
export async function handleResourceCall(app: NestFastifyApplication, call: ResourceCall): Promise<ResourceReply> {
  const response = await app.inject({
    method: call.method,
    url: call.url,
    headers: {
      [PRINCIPAL_HEADER]: JSON.stringify(call.principal),
      'request-id': call.principal.correlationId,
      ...(call.file !== undefined && { [FILE_HEADER]: fileHeader(call.file) }),
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(call.body !== undefined && { payload: JSON.stringify(call.body) }),
  });
  const headers = Object.fromEntries(
    PASSED_HEADERS.filter((name) => response.headers[name] !== undefined).map((name) => [
      name,
      String(response.headers[name]),
    ]),
  );
  return { status: response.statusCode, ...(response.payload !== '' && { body: response.json<unknown>() }), headers };
}
