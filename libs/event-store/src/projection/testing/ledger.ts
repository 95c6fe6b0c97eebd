import { randomUUID } from 'node:crypto';
import type { EventLog, NewEvent, RecordedEvent } from '../../log/event-log.ts';
import type { Projection } from '../projection.ts';

/** What an account of the test ledger holds. */
export interface Account {
  readonly balance: number;
  readonly notes: readonly string[];
  readonly byDay: Readonly<Record<string, number>>;
}

/** One movement of money. */
export interface Movement {
  readonly account?: string;
  readonly amount: number;
  readonly note: string;
}

/** Accounts by name; a movement without an account is of no concern to it. */
export const ledger: Projection<Account> = {
  name: 'ledger',
  version: 1,
  keyOf: (event) => (event.data as Movement).account,
  evolve: (account = { balance: 0, notes: [], byDay: {} }, event) => {
    const { amount, note } = event.data as Movement;
    return {
      // Not in the order of the names, so that a fold that looks at the order shows it.
      notes: [...account.notes.slice(-3), `${note}${Object.keys(account.byDay).join('|')}`],
      byDay: { [note]: amount, ...account.byDay },
      balance: account.balance + amount,
    };
  },
  columns: {
    balance: { type: 'integer', value: ({ balance }) => balance },
    notes: { type: 'text[]', value: ({ notes }) => notes },
    by_day: { type: 'jsonb', value: ({ byDay }) => Object.keys(byDay).length },
    overdrawn: { type: 'boolean', value: ({ balance }) => balance < 0 },
    nothing: { type: 'timestamptz', value: () => undefined },
  },
  indexes: ['(balance desc) where superseded_at is null', 'using gin (notes)'],
};

/** The number of movements, whatever the account. */
export const counter: Projection<{ readonly movements: number }> = {
  name: 'counter',
  version: 1,
  keyOf: () => 'all',
  evolve: (state) => ({ movements: (state?.movements ?? 0) + 1 }),
  columns: {},
  indexes: [],
};

/** Movements as events of the log. */
export function recorded(movements: readonly Movement[]): readonly RecordedEvent[] {
  return movements.map((data, index) => ({
    ...moved(data),
    position: index + 1,
    stream: 'ledger',
    version: index + 1,
    schemaVersion: 1,
    recordedAt: '2020-11-10T00:00:00.000Z',
    meta: { recordedBy: 'test', correlationId: 'test' },
    data,
  }));
}

/** Appends movements in one command. */
export async function appendMovements(
  log: EventLog,
  movements: readonly Movement[],
): Promise<number> {
  const { lastPosition } = await log.append({
    writes: [{ stream: 'ledger', expected: 'any', events: movements.map(moved) }],
    meta: { recordedBy: 'test', correlationId: 'test' },
  });
  return lastPosition;
}

/** `count` movements over a few accounts, always the same. */
export function someMovements(count: number, from = 0): readonly Movement[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const note = `n${number % 13}`;
    const amount = (number * 7) % 31;
    return number % 5 === 4 ? { amount, note } : { account: `a${number % 7}`, amount, note };
  });
}

const moved = (data: Movement): NewEvent => ({ id: randomUUID(), type: 'Moved', data });
