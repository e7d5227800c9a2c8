import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PermissionInDomain } from '../auth/access.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { TakesBody } from '../http/takes-body.ts';
import { ForwardService } from './forward.service.ts';

@Controller('api/v2')
@ApiExcludeController()
export class ForwardController {
  constructor(private readonly forwarding: ForwardService) {}

  @All('*')
  @PermissionInDomain()
  @TakesBody('own')
  forward(@Req() request: GatewayRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.forwarding.forward(request, reply);
  }
}
