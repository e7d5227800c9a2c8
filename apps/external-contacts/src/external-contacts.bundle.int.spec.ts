import { bundleConformance } from '@lethe/testing';
import { externalContactsFixture } from '../test/external-contacts-fixture.ts';

bundleConformance(externalContactsFixture);
