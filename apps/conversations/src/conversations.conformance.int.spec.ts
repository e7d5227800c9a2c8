import { conformance } from '@lethe/testing';
import { conversationsFixture } from './testing/fixture.ts';

conformance(conversationsFixture);
