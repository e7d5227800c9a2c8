import { runDomain } from '@lethe/domain-kit';
import { conversations } from './conversations.ts';

runDomain(conversations);
