import { Body, Controller, Get, Headers, HttpCode, Ip, Post, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { TakesBody } from '../http/takes-body.ts';
import { Public } from './access.ts';
import { OAuthErrorFilter } from './oauth-error.ts';
import { SigningKeys } from './signing-keys.ts';
import { TokenService } from './token.service.ts';

@Controller()
@ApiExcludeController()
export class TokenController {
  constructor(
    private readonly tokens: TokenService,
    private readonly keys: SigningKeys,
  ) {}

  @Post('oauth/token')
  @Public()
  @TakesBody('form')
  @HttpCode(200)
  @UseFilters(OAuthErrorFilter)
  token(
    @Body() form: Record<string, string> | undefined,
    @Headers('authorization') authorization: string | undefined,
    @Ip() address: string,
  ) {
    return this.tokens.issue({ form, authorization, address });
  }

  @Get('.well-known/jwks.json')
  @Public()
  async jwks() {
    return { keys: await this.keys.published() };
  }
}
