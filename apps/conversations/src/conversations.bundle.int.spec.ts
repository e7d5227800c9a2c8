import { bundleConformance } from '@lethe/testing';
import { conversationsFixture } from '../test/fixture.ts';

bundleConformance(conversationsFixture);
