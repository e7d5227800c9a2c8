import { conformance } from '@lethe/testing';
import { directoryFixture } from './testing/fixture.ts';

conformance(directoryFixture);
