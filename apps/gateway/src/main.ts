import { runService } from '@lethe/platform';
import { startGateway } from './start-gateway.ts';

runService('gateway', startGateway);
