import type { NegotiationBoard } from '../../boards.ts';
import type { Development } from '../../development/development.ts';
import type { DevelopmentKind } from '../../development/kinds.ts';
import { day, development } from '../../testing/developments.ts';
import { boardsOn, type TestLog } from '../../testing/log.ts';

/** What happened on a day. */
export const on = (date: string, rest: Partial<Development> = {}): Partial<Development> => ({
  occurred: day(date),
  ...rest,
});

/** A development of the talks on the centre. */
export const talk = (id: string, kind: DevelopmentKind, rest: Partial<Development>): Development =>
  development(id, kind, { process: 'centre', ...rest });

/** The talks on the centre as they stand on a day. */
export function centre(log: TestLog, date: string): NegotiationBoard {
  const found = boardsOn(log, date).negotiations.find(({ id }) => id === 'centre');
  if (found === undefined) throw new Error('There is no negotiation.');
  return found;
}
