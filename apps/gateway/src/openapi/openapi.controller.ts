import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/access.ts';
import { OpenApiService } from './openapi.service.ts';

@Controller()
@ApiExcludeController()
@Public()
export class OpenApiController {
  constructor(private readonly openApi: OpenApiService) {}

  @Get('openapi.json')
  document() {
    return this.openApi.document();
  }
}
