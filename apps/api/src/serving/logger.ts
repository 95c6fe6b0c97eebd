import { pino, type DestinationStream, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';
import type { Config } from '../config.ts';

const secrets = [
  'authorization',
  'key',
  'password',
  'ADMIN_KEY',
  'DATABASE_URL',
  'connectionString',
];

/** The process's logger: one JSON object a line on standard error or `destination`, secrets blotted out. */
export function createLogger(
  config: Pick<Config, 'LOG_LEVEL'>,
  destination?: DestinationStream,
): Logger {
  const options = {
    level: config.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  };
  return pino(options, destination ?? pino.destination({ fd: 2, sync: true }));
}

/** Nest's own messages in the same log; what it says while starting is of interest to nobody but a debugger. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, context?: string): void {
    this.#logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.#logger.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    const err = message instanceof Error ? message : undefined;
    this.#logger.error({ err, context: rest.at(-1) }, err?.message ?? String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.#logger.fatal({ context }, String(message));
  }
}
