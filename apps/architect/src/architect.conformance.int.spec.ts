import { conformance } from '@lethe/testing';
import { architectFixture } from '../test/fixture.ts';

conformance(architectFixture);
