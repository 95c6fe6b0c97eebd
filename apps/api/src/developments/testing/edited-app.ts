import { afterAll, beforeAll } from '@jest/globals';
import type { DevelopmentsPage } from '@ceasefire/contracts';
import { development } from '../../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../../testing/started-app.ts';

/** What a change is answered. */
export interface Written {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}

/** What a refused request is answered, as far as it is read here. */
export interface Refused {
  readonly errors: readonly { readonly pointer: string }[];
}

/** The application as an editor uses it, with no reports at first. */
export interface EditedApp extends StartedApp {
  /** Records a statement with these fields changed. */
  record(change?: object): Promise<Written>;
  /** The ids that a query of the list finds, in its order. */
  list(query: string): Promise<readonly string[]>;
  /** The position of the last event. */
  head(): Promise<number>;
}

let count = 0;

/** The body of a report with an id of its own; `change` overrides fields. */
export const statement = (change: object = {}) => ({
  ...development({
    id: `D-${String((count += 1)).padStart(3, '0')}`,
    actors: [{ id: 'russia', role: 'speaker' }],
  }),
  ...change,
});

/** The pointers of a refusal. */
export const pointers = (body: Refused): readonly string[] =>
  body.errors.map(({ pointer }) => pointer);

/** The whole of a day. */
export const on = (day: string) => ({ from: day, to: day, precision: 'day', certainty: 'text' });

/** An application for the tests of a file, started before the first and closed after the last. */
export function ownEditedApp(): () => EditedApp {
  let started: EditedApp;
  beforeAll(async () => {
    started = await startEditedApp();
  }, 60_000);
  afterAll(() => started.close());
  return () => started;
}

async function startEditedApp(): Promise<EditedApp> {
  const started = await startApp(withoutReports());
  return {
    ...started,
    record: async (change = {}) =>
      (await started.post<Written>('developments', statement(change))).body,
    list: async (query) =>
      (await started.get<DevelopmentsPage>(`developments?${query}`)).body.items.map(({ id }) => id),
    head: async () => (await started.get<{ head: number }>('log?limit=1')).body.head,
  };
}
