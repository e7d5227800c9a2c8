import { runDomain } from '@lethe/domain-kit';
import { architect } from './architect.ts';

runDomain(architect);
