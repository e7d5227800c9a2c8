import { collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import { ConfigError, FAILPOINTS_CONFIG, readConfig } from './config.ts';
import { useFailpoints } from './failpoints/index.ts';
import { Logger } from './logger.ts';

export interface RunningService {
  /** Stops taking work, finishes what is in flight, closes connections. */
  stop(): Promise<void>;
}

/** The longest that a graceful stop may take before the process ends anyway. */
const STOP_MS = 8_000;

/**
 * What every `main.ts` calls: starts the service, stops it gracefully on SIGTERM and SIGINT, and ends the process when it cannot
 * start, so that whoever supervises it starts it again.
 */
export function runService(name: string, start: (logger: Logger) => Promise<RunningService>): void {
  const logger = Logger.create(name, process.env['LETHE_LOG_LEVEL'] ?? 'info');
  collectDefaultMetrics();
  process.on('unhandledRejection', (error) => logger.error('unhandled rejection', error));
  process.on('uncaughtException', (error) => {
    logger.error('uncaught exception', error);
    process.exit(1);
  });
  letTestsEndIt(logger);
  const started = start(logger);
  started.then(
    () => logger.info('started'),
    (error: unknown) => {
      // A mistake in the configuration is told whole (it names variables only), anything else by class and place.
      if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
      logger.error('cannot start', error);
      process.exit(1);
    },
  );
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    started
      .then((service) => service.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function letTestsEndIt(logger: Logger): void {
  const { LETHE_FAILPOINTS: folder } = readConfig(z.object(FAILPOINTS_CONFIG));
  useFailpoints(folder);
  if (folder !== undefined) logger.warn('LETHE_FAILPOINTS is set: this process ends itself wherever a test says so');
}
