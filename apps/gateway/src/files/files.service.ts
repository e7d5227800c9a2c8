import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FileContent, LetheError, UploadTicket } from '@lethe/contracts';
import { Logger } from '@lethe/platform';
import { step } from '@lethe/platform/failpoints';
import type { Storage, Written } from '@lethe/storage';
import { contentOf, isSuccess, passOn, ResourceClient } from '../domains/resource-client.ts';
import { sendObject } from '../downloads/send-object.ts';
import { STORAGE, storageAway } from '../downloads/storage.ts';
import { allowUpload } from '../http/arrival.ts';
import { arrivingBody } from '../http/arriving-body.ts';
import { withinDeadline } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { mediaTypeOf, OCTET_STREAM } from '../http/media-type.ts';
import { declaredFile } from './declared-file.ts';
import { fileDisposition } from './file-disposition.ts';

/**
 * The content of files between caller and storage; the domain says by a FileCall (rpc/resource.ts) where it lies and
 * who may.
 */
@Injectable()
export class FilesService {
  constructor(
    private readonly resources: ResourceClient,
    private readonly logger: Logger,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /**
   * The file, or the part of it that `Range` asks for. A browser neither shows nor runs it, whatever type it was
   * declared to be.
   */
  async read(domain: string, request: GatewayRequest, reply: FastifyReply): Promise<unknown> {
    const answer = await this.resources.ask(domain, request, { file: { phase: 'read' } });
    if (!isSuccess(answer)) return passOn(answer, reply);
    const content = contentOf(answer, FileContent);
    void reply.header('Content-Security-Policy', 'sandbox');
    const options = {
      type: mediaTypeOf(content.contentType) ?? OCTET_STREAM,
      disposition: fileDisposition(content.fileName),
    };
    return withinDeadline<StreamableFile>(
      request,
      sendObject(this.storage, content, { request, reply }, { ...options, entity: 'file' }),
    );
  }

  /** Nothing of the body is read before the domain has said yes, and what it says to `close` is the answer. */
  async write(domain: string, request: GatewayRequest, reply: FastifyReply): Promise<unknown> {
    const opened = await this.resources.ask(domain, request, {
      file: { phase: 'open', ...declaredFile(request.headers) },
    });
    if (!isSuccess(opened)) return passOn(opened, reply);
    const ticket = contentOf(opened, UploadTicket);
    allowUpload(request.raw);
    const written = await this.store(ticket, request, reply);
    if (!request.raw.socket.writable) return this.abandon(ticket.location, request);
    // The answer is due from the last byte on.
    request.waitedMs = performance.now() - request.startedAt;
    const closed = await this.resources.ask(domain, request, {
      file: { phase: 'close', location: ticket.location, ...written },
    });
    // Only a clear refusal counts: after an error, or without an answer, the domain may have taken the file, and it
    // clears away what it has not.
    if (closed.status >= 400 && closed.status < 500) await this.remove(ticket.location);
    return passOn(closed, reply);
  }

  private async store(
    { location, key, maxBytes }: UploadTicket,
    request: GatewayRequest,
    reply: FastifyReply,
  ): Promise<Written> {
    try {
      return await step('writeUpload', () =>
        this.storage.write(location, Buffer.from(key, 'base64'), arrivingBody(request.raw, reply.raw, maxBytes)),
      );
    } catch (error) {
      if (error instanceof LetheError && error.code === 'client.failed.request')
        this.logger.info('upload broke off', idsOf(request));
      throw storageAway(error);
    }
  }

  /**
   * The caller has been answered already (400: more bytes than Content-Length says), or is gone: the domain is not told
   * of a file that may be wrong.
   */
  private async abandon(location: string, request: GatewayRequest): Promise<never> {
    await this.remove(location);
    this.logger.info('upload broke off', idsOf(request));
    throw new LetheError('client.failed.request', 'The connection ended before the answer. Send the file again.');
  }

  /** When this fails, the domain clears away what was never closed. */
  private async remove(location: string): Promise<void> {
    await step('removeUpload', () => this.storage.delete(location)).catch((error: unknown) =>
      this.logger.error('a refused upload was not removed', error),
    );
  }
}

const idsOf = ({ id, principal, routeLabel }: GatewayRequest) => ({
  correlationId: id,
  organisationId: principal?.organisationId,
  clientId: principal?.clientId,
  route: routeLabel,
});
