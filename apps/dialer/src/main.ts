import { runDomain } from '@lethe/domain-kit';
import { dialer } from './dialer.ts';

runDomain(dialer);
