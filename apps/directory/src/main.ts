import { runDomain } from '@lethe/domain-kit';
import { directory } from './directory.ts';

runDomain(directory);
