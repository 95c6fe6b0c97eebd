/** The hash (hex) of the event at position $1. */
export const hashAtStatement = {
  name: 'log-hash-at',
  text: `select encode(e.hash, 'hex') as hash from log.events e where e.position = $1::bigint`,
} as const;
