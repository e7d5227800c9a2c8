import { conformance } from '../conformance/conformance.ts';
import { sampleDomain } from './sample-domain.ts';

conformance(sampleDomain);
