import { conformance } from '@lethe/testing';
import { journeyFixture } from '../test/fixture.ts';

conformance(journeyFixture);
