import { conformance } from '@lethe/testing';
import { directoryFixture } from '../test/fixture.ts';

conformance(directoryFixture);
