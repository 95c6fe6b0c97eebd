/** A store under test: appends to a new stream, expecting it to be new. */
export interface Store {
  readonly name: string;
  /** One, but for the limits of large statements. */
  readonly eventsPerAppend: number;
  append(stream: string): Promise<void>;
  /** How many events it holds, read back from its own tables. */
  count(): Promise<number>;
  close(): Promise<void>;
}

/** Connections of every store that lets its user choose: one for each of the most callers that it meets. */
export const poolSize = 32;

/** The body of every benchmark event: 273 bytes as JSON. */
export const payload = {
  summary: 'A spokesman said that the talks on the centre go on and that no date was set.',
  occurred: { from: '2020-11-22', to: '2020-11-22', precision: 'day', certainty: 'text' },
  process: 'monitoring-centre',
  actors: [{ id: 'turkey', role: 'speaker' }],
  places: ['ankara'],
} as const;
