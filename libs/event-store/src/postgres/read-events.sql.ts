const columns =
  `e.position, e.id, e.stream, e.version, e.type, e.schema_version, ` +
  `to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at, e.meta, e.data`;

/** A page of the whole log: after position $1, up to $2, at most $3. */
export const readAllStatement = {
  name: 'log-read-all',
  text: `select ${columns} from log.events e where e.position > $1::bigint and e.position <= $2::bigint order by e.position limit $3::bigint`,
} as const;

/** A page of stream $1: after version $2, at most $3. */
export const readStreamStatement = {
  name: 'log-read-stream',
  text: `select ${columns} from log.events e where e.stream = $1::text and e.version > $2::integer order by e.version limit $3::bigint`,
} as const;

/** The last position that has a row, whatever the head says. */
export const readLastPositionStatement = {
  name: 'log-read-last-position',
  text: `select coalesce(max(e.position), 0) as position from log.events e`,
} as const;

/** The head's only row. */
export const readHeadStatement = {
  name: 'log-read-head',
  text: `select h.position, h.epoch, encode(h.hash, 'hex') as hash,
    to_char(h.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at from log.head h`,
} as const;
