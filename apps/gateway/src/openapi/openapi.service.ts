import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SUBJECTS } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { z } from 'zod';
import { DomainRegistry, type DomainState } from '../domains/domain-registry.ts';
import { addRefusals } from './own-document.ts';

/** How long a domain may take to describe itself; without an answer the document lacks its paths. */
const ANSWER_MS = 1_000;
const Operation = z.record(z.string(), z.unknown());
type Operation = z.output<typeof Operation>;
/** What a domain answers on `api.<domain>.openapi`. */
const DomainDocument = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)).default({}),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }).prefault({}),
});
type DomainDocument = z.output<typeof DomainDocument>;

/** The OpenAPI 3.1 document: the gateway's own routes, and those of the domains that are there. */
@Injectable()
export class OpenApiService {
  private own: OpenAPIObject | undefined;

  constructor(
    private readonly messaging: MessagingClient,
    private readonly registry: DomainRegistry,
  ) {}

  /** Set once the application knows its routes. */
  setOwn(document: OpenAPIObject): void {
    this.own = document;
  }

  async document(): Promise<OpenAPIObject> {
    if (this.own === undefined) throw new Error('The document is made before the gateway listens.');
    const domains = this.registry.states().filter(({ available }) => available);
    const documents = await Promise.all(domains.map((domain) => this.documentOf(domain)));
    return documents.reduce<OpenAPIObject>(merge, this.own);
  }

  private async documentOf({ name, title }: DomainState): Promise<DomainDocument> {
    const empty = DomainDocument.parse({});
    const document = await this.messaging
      .call(SUBJECTS.openapi(name), {}, DomainDocument, ANSWER_MS)
      .catch(() => empty);
    const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => this.registry.has(name, path)));
    for (const operation of Object.values(paths).flatMap((path) => Object.values(path)))
      groupBy(operation, name, title);
    // The gateway itself refuses what is not meant for the domain, and passes on the domain's refusals.
    addRefusals(paths as OpenAPIObject['paths']);
    return { ...document, paths };
  }
}

/**
 * One group for each domain, and an id that no other domain's operation has: both are named after a class, and two
 * domains may well have a ContactsController.
 */
function groupBy(operation: Operation, name: string, title: string): void {
  operation['tags'] = [title === name ? title : `${title} (${name})`];
  if (operation['operationId'] !== undefined) operation['operationId'] = `${name}_${String(operation['operationId'])}`;
}

/** The gateway's own paths and schemas win over a domain's of the same name. */
function merge(document: OpenAPIObject, { paths, components }: DomainDocument): OpenAPIObject {
  const schemas = { ...components.schemas, ...document.components?.schemas } as NonNullable<
    OpenAPIObject['components']
  >['schemas'];
  return {
    ...document,
    paths: { ...(paths as OpenAPIObject['paths']), ...document.paths },
    components: { ...document.components, schemas },
  };
}
