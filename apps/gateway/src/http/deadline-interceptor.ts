import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { unavailable } from '@lethe/contracts';
import { throwError, timeout, type Observable } from 'rxjs';
import { remainingMs } from './deadline.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { TakesBody } from './takes-body.ts';

/** Ends a call whose handler got no answer in time. A download counts until its first byte only. */
@Injectable()
export class DeadlineInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.get(TakesBody, context.getHandler()) === 'own') return next.handle();
    const request = context.switchToHttp().getRequest<GatewayRequest>();
    return next
      .handle()
      .pipe(
        timeout({ first: remainingMs(request), with: () => throwError(() => unavailable('A service that is needed')) }),
      );
  }
}
