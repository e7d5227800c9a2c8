import type { DomainDefinition } from '@lethe/domain-kit';
import { Customer } from './entities/customer.ts';

export const journeyDomain: DomainDefinition = {
  name: 'journey',
  title: 'Journey',
  entities: [Customer],
  resourcePaths: ['/api/v2/journey'],
};
