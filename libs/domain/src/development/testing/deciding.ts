import { development, situation } from '../../testing/developments.ts';
import { decideDevelopment, type DevelopmentCommand } from '../decide.ts';
import type { Development } from '../development.ts';
import { DomainError } from '../domain-error.ts';
import type { DevelopmentEvent } from '../events.ts';
import { evolveDevelopment } from '../evolve.ts';
import type { DevelopmentState } from '../state.ts';

/** A truce that keeps every rule. */
export const truce = development('T', 'CeasefireAgreed', {
  process: 'new-truce',
  details: { parties: ['borduria', 'syldavia'] },
});

/** A statement that keeps every rule. */
export const statement = development('S', 'StatementMade');

/** What the log holds already. */
export const given = (...events: readonly DevelopmentEvent[]): DevelopmentState | undefined =>
  events.reduce<DevelopmentState | undefined>(
    (state, event, index) =>
      evolveDevelopment(state, {
        ...event,
        position: index + 1,
        version: index + 1,
        stream: 'development-T',
        recordedAt: '2021-01-01T00:00:00.000Z',
      }),
    undefined,
  );

/** The event of a report. */
export const reported = (document: Development): DevelopmentEvent => ({
  type: document.kind,
  data: document,
});

/** What is decided. */
export const when = (command: DevelopmentCommand, state: DevelopmentState | undefined) =>
  decideDevelopment(command, state, { knows: situation });

/** Why it is refused; throws when it is not. */
export function refusal(
  command: DevelopmentCommand,
  state: DevelopmentState | undefined,
): DomainError {
  try {
    when(command, state);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
