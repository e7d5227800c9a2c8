import { runDomain } from '@lethe/domain-kit';
import { externalContacts } from './external-contacts.ts';

runDomain(externalContacts);
