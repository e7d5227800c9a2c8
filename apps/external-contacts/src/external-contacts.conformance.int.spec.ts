import { conformance } from '@lethe/testing';
import { externalContactsFixture } from './testing/external-contacts-fixture.ts';

conformance(externalContactsFixture);
