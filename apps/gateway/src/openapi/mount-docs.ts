import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { OpenApiService } from './openapi.service.ts';
import { ownDocument } from './own-document.ts';

/**
 * The document at `/openapi.json`, and a page of it at `/docs` whose parts all come from here: it works without the
 * internet. The page reads that document when it is opened: what is handed over here has the gateway's own routes only.
 */
export function mountDocs(app: NestFastifyApplication, publicUrl: string): void {
  const document = ownDocument(app, publicUrl);
  app.get(OpenApiService).setOwn(document);
  SwaggerModule.setup('docs', app, document, {
    raw: false,
    customSiteTitle: 'Lethe API',
    swaggerOptions: { spec: {}, url: '/openapi.json', docExpansion: 'none', persistAuthorization: false },
    explorer: false,
  });
}
