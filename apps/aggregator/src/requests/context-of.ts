import type { CallContext } from '@lethe/contracts';

/** What a domain may know of the caller. */
export const contextOf = ({ organisationId, defaultCountry, correlationId }: CallContext): CallContext => ({
  organisationId,
  defaultCountry,
  correlationId,
});
