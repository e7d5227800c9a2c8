import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export function mountDocs(_app: NestFastifyApplication): void {}
