import 'reflect-metadata';
import { readConfig, runService } from '@lethe/platform';
import { AggregatorConfig } from './config.ts';
import { startAggregator } from './start.ts';

runService('aggregator', (logger) => startAggregator(readConfig(AggregatorConfig), logger));
