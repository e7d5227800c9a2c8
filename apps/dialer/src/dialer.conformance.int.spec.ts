import { conformance } from '@lethe/testing';
import { dialerFixture } from './testing/fixture.ts';

conformance(dialerFixture);
