import { Reflector } from '@nestjs/core';

/**
 * What the body of a route is, where it is not JSON: `form` is `application/x-www-form-urlencoded`; `own` leaves body
 * and deadline to the route, which knows only after a look at the path whether it takes JSON or a file.
 */
export const TakesBody = Reflector.createDecorator<'form' | 'own'>();
