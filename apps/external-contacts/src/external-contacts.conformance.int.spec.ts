import { conformance } from '@lethe/testing';
import { externalContactsFixture } from '../test/external-contacts-fixture.ts';

conformance(externalContactsFixture);
