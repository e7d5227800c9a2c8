import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { unavailable } from '@lethe/contracts';
import { throwError, timeout, type Observable } from 'rxjs';
import { remainingMs } from './deadline.ts';
import type { GatewayRequest } from './gateway-request.ts';

/** Ends a call whose handler got no answer in time. A download counts until its first byte only. */
@Injectable()
export class DeadlineInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<GatewayRequest>();
    return next.handle().pipe(timeout({ first: remainingMs(request), with: () => throwError(() => unavailable('A service that is needed')) }));
  }
}
