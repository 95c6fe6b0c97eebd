import type { Logger } from 'pino';

/**
 * Says in the log that an idle connection broke; the pool makes another. Its error carries the client with every statement that it prepared, and
 * the key by which the server would cancel what it does: of that nothing is logged.
 */
export function tellBroken(logger: Logger, error: Error): void {
  const code = 'code' in error ? String(error.code) : null;
  logger.warn({ code, reason: error.message }, 'an idle database connection broke');
}
