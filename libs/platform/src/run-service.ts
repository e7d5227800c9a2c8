import { collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import { ConfigError, FAILPOINTS_CONFIG, readConfig } from './config.ts';
import { useFailpoints } from './failpoints/index.ts';
import { Logger } from './logger.ts';

export interface RunningService {
  /** Stops taking work, finishes what is in flight, closes connections. */
  stop(): Promise<void>;
}

/**
 * The longest that a graceful stop may take before the process ends anyway; whoever supervises the service waits a
 * little longer (docs/operations.md).
 */
const STOP_MS = 25_000;
/** A service that has not started after this has accepted nothing, and waits for something that is away. */
const START_MS = 2_000;

/**
 * What every `main.ts` calls: starts the service, stops it gracefully on SIGTERM and SIGINT, and ends the process when
 * it cannot start, so that whoever supervises it starts it again.
 */
export function runService(name: string, start: (logger: Logger) => Promise<RunningService>): void {
  const logger = Logger.create(name, process.env['LETHE_LOG_LEVEL'] ?? 'info');
  collectDefaultMetrics();
  process.on('unhandledRejection', (error) => logger.error('unhandled rejection', error));
  process.on('uncaughtException', (error) => {
    logger.error('uncaught exception', error);
    process.exit(1);
  });
  // Within: also a mistake that is found before the first await has to be told, as those of the environment are.
  const started = (async () => {
    letTestsEndIt(logger);
    return start(logger);
  })();
  started.then(
    () => logger.info('started'),
    (error: unknown) => {
      // A mistake in the configuration is told whole (it names variables only), anything else by class and place.
      if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
      logger.error('cannot start', error);
      process.exit(1);
    },
  );
  let stopping = false;
  const stop = () => {
    // A terminal, npm and an engine may each send one.
    if (stopping) return;
    stopping = true;
    logger.info('stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    const waiting = setTimeout(() => process.exit(0), START_MS);
    started
      .then((service) => {
        clearTimeout(waiting);
        return service.stop();
      })
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error('stopped with work left', error);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function letTestsEndIt(logger: Logger): void {
  const { LETHE_FAILPOINTS: folder } = readConfig(z.object(FAILPOINTS_CONFIG));
  useFailpoints(folder);
  if (folder !== undefined) logger.warn('LETHE_FAILPOINTS is set: this process ends itself wherever a test says so');
}
