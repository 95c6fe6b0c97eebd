/** The parsed environment, a `Config`. */
export const CONFIG = Symbol('CONFIG');
/** The present: a `Clock`, i.e. `() => number` in epoch milliseconds. */
export const CLOCK = Symbol('CLOCK');
/** A `pg.Pool` on the database, for reads and for the event store's statements. */
export const PG_POOL = Symbol('PG_POOL');
/** The log, an `EventLog`. */
export const EVENT_LOG = Symbol('EVENT_LOG');
/** The node's one tailer with its subscribers, a `LogTail`. */
export const LOG_TAIL = Symbol('LOG_TAIL');
/** What folds the log into the projections' tables. */
export const PROJECTION_RUNNER = Symbol('PROJECTION_RUNNER');
/** The loaded situation. */
export const SITUATION = Symbol('SITUATION');
/** The process's `pino` logger. */
export const LOGGER = Symbol('LOGGER');

/** The present in epoch milliseconds; handed in wherever time matters. */
export type Clock = () => number;
