import { DomainError, type FieldError } from '../development/domain-error.ts';
import type { DisputeEvent } from '../development/events.ts';
import { checkReason } from '../development/rules/check-development.ts';
import type { DisputeState } from './dispute-state.ts';

/** Judges a contested subject that is not judged yet. */
export interface ResolveDispute {
  readonly type: 'ResolveDispute';
  readonly subject: string;
  readonly outcome: string;
  readonly basedOn: readonly string[];
  readonly reason: string;
}

/** Takes the judgement on a subject back. */
export interface ReopenDispute {
  readonly type: 'ReopenDispute';
  readonly subject: string;
  readonly reason: string;
}

/** What can be asked about a contested subject. */
export type DisputeCommand = ResolveDispute | ReopenDispute;

/** What the decider must know beside the judgements on the subject. */
export interface DisputeContext {
  /** Whether different parties assert and deny the subject, by what is recorded now. */
  readonly contested: (subject: string) => boolean;
  /** Whether there is an active development with that id. */
  readonly development: (id: string) => boolean;
}

/**
 * The events by which a command on a dispute takes effect.
 * @throws DomainError when nobody contests the subject, the dispute is in the wrong state, or a field is wrong
 */
export function decideDispute(
  command: DisputeCommand,
  state: DisputeState | undefined,
  context: DisputeContext,
): readonly DisputeEvent[] {
  const resolved = state !== undefined && state.resolution !== null;
  switch (command.type) {
    case 'ResolveDispute':
      return resolve(command, resolved, context);
    case 'ReopenDispute':
      return reopen(command, resolved, context);
  }
}

function resolve(
  { subject, outcome, basedOn, reason }: ResolveDispute,
  resolved: boolean,
  context: DisputeContext,
): readonly DisputeEvent[] {
  if (!resolved && !context.contested(subject)) throw unknown(subject);
  if (resolved) {
    throw new DomainError('DISPUTE_NOT_OPEN', `${subject} was resolved; reopen it first.`);
  }
  refuse([
    ...(outcome.trim() === '' ? [{ pointer: '/outcome', detail: 'must say the outcome' }] : []),
    ...checkBasis(basedOn, context),
    ...checkReason(reason),
  ]);
  return [{ type: 'DisputeResolved', data: { subject, outcome, basedOn, reason } }];
}

function reopen(
  { subject, reason }: ReopenDispute,
  resolved: boolean,
  context: DisputeContext,
): readonly DisputeEvent[] {
  if (!resolved) {
    if (!context.contested(subject)) throw unknown(subject);
    throw new DomainError(
      'DISPUTE_NOT_RESOLVED',
      `${subject} is open; there is nothing to reopen.`,
    );
  }
  refuse(checkReason(reason));
  return [{ type: 'DisputeReopened', data: { subject, reason } }];
}

function checkBasis(basedOn: readonly string[], context: DisputeContext): readonly FieldError[] {
  if (basedOn.length === 0) {
    return [{ pointer: '/basedOn', detail: 'must name at least one development' }];
  }
  return basedOn.flatMap((id, index) => {
    const pointer = `/basedOn/${index}`;
    if (basedOn.indexOf(id) < index) return [{ pointer, detail: 'is named twice' }];
    return context.development(id)
      ? []
      : [{ pointer, detail: `names the development "${id}", which is not known` }];
  });
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new DomainError('DISPUTE_INVALID', 'Mend what is named.', errors);
}

function unknown(subject: string): DomainError {
  return new DomainError('DISPUTE_NOT_FOUND', `Nobody disputes "${subject}".`);
}
