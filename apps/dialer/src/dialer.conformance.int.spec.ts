import { conformance } from '@lethe/testing';
import { dialerFixture } from '../test/fixture.ts';

conformance(dialerFixture);
