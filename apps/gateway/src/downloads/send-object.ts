import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError, notFound } from '@lethe/contracts';
import type { Storage } from '@lethe/storage';
import { withinDeadline } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { parseRange } from './byte-range.ts';
import { storageAway } from './storage.ts';

/** As domains and aggregator name it; `key` is base64. */
interface StoredObject {
  location: string;
  key: string;
  bytes: number;
}

/** `entity` is what is not found when the object is gone. */
interface Presentation {
  type: string;
  disposition: string;
  entity: string;
}

/**
 * A stored object as the answer: the whole, or the part that `Range` asks for.
 * @throws LetheError range.not.satisfiable, not.found, service.unavailable
 */
export async function sendObject(
  storage: Storage,
  { location, key, bytes }: StoredObject,
  { request, reply }: { request: GatewayRequest; reply: FastifyReply },
  { entity, ...options }: Presentation,
): Promise<StreamableFile> {
  const range = parseRange(request.headers.range, bytes);
  if (range === 'unsatisfiable') throw unsatisfiable(bytes, reply);
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  const stream = await opened(storage.read(location, Buffer.from(key, 'base64'), range), request, entity);
  void reply.status(range === undefined ? 200 : 206).headers({
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
    ...(range !== undefined && { 'Content-Range': `bytes ${start}-${end}/${bytes}` }),
  });
  return new StreamableFile(stream, { ...options, length: end - start + 1 });
}

/** In time or not at all: a stream that comes too late is closed. */
async function opened(reading: Promise<Readable>, request: GatewayRequest, entity: string): Promise<Readable> {
  try {
    return await withinDeadline(request, reading);
  } catch (error) {
    reading.then(
      (late) => late.destroy(),
      () => undefined,
    );
    throw (error as { code?: unknown }).code === 'not.found' ? notFound(entity) : storageAway(error);
  }
}

function unsatisfiable(bytes: number, reply: FastifyReply): LetheError {
  void reply.header('Content-Range', `bytes */${bytes}`);
  return new LetheError('range.not.satisfiable', 'The range lies beyond the end of the file.');
}
