import { conformance } from '@lethe/testing';
import { conversationsFixture } from '../test/fixture.ts';

conformance(conversationsFixture);
