import { runDomain } from '@lethe/domain-kit';
import { journeyDomain } from './journey.ts';

runDomain(journeyDomain);
