import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { OpenApiService } from './openapi.service.ts';
import { ownDocument } from './own-document.ts';

/**
 * The document at `/openapi.json`, and a page of it at `/docs` whose parts all come from here: it works without the
 * internet.
 */
export function mountDocs(app: NestFastifyApplication, publicUrl: string): void {
  const document = ownDocument(app, publicUrl);
  app.get(OpenApiService).setOwn(document);
  SwaggerModule.setup('docs', app, document, {
    raw: false,
    customSiteTitle: 'Lethe API',
    swaggerOptions: { urls: [{ url: '/openapi.json', name: 'Lethe' }], persistAuthorization: false },
    explorer: false,
  });
}
