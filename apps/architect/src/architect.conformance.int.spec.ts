import { conformance } from '@lethe/testing';
import { architectFixture } from './testing/fixture.ts';

conformance(architectFixture);
