import type { Development, Source } from './development.ts';
import { DomainError } from './domain-error.ts';
import type { Changes, DevelopmentEvent } from './events.ts';
import { corrected } from './evolve.ts';
import { sameJson } from './same-json.ts';
import {
  type ActiveDevelopment,
  type DevelopmentState,
  effectiveSources,
  sameSource,
} from './state.ts';
import { checkDevelopment, checkReason } from './rules/check-development.ts';
import { checkTime } from './rules/check-time.ts';
import type { Context } from './rules/situation.ts';

/** Records a development that is not there yet. */
export interface ReportDevelopment {
  readonly type: 'ReportDevelopment';
  readonly development: Development;
}

/** Replaces whole fields of what was recorded. */
export interface CorrectDevelopment {
  readonly type: 'CorrectDevelopment';
  readonly changes: Changes;
  readonly reason: string;
}

/** Takes a development off the boards; it stays in the log. */
export interface RetractDevelopment {
  readonly type: 'RetractDevelopment';
  readonly reason: string;
}

/** Takes a retraction back. */
export interface ReinstateDevelopment {
  readonly type: 'ReinstateDevelopment';
  readonly reason: string;
}

/** Adds a source that the development does not have yet. */
export interface AddSource {
  readonly type: 'AddSource';
  readonly source: Source;
  readonly reason?: string;
}

/** What can be asked of one development. */
export type DevelopmentCommand =
  ReportDevelopment | CorrectDevelopment | RetractDevelopment | ReinstateDevelopment | AddSource;

/**
 * The events by which a command on one development takes effect.
 * @throws DomainError when a rule refuses it; its pointers lead into the body of the command
 */
export function decideDevelopment(
  command: DevelopmentCommand,
  state: DevelopmentState | undefined,
  context: Context,
): readonly DevelopmentEvent[] {
  switch (command.type) {
    case 'ReportDevelopment':
      return report(command, state, context);
    case 'CorrectDevelopment':
      return correct(command, getActive(state), context);
    case 'RetractDevelopment': {
      getActive(state);
      const { reason } = reasoned(command);
      return [{ type: 'DevelopmentRetracted', data: { reason } }];
    }
    case 'ReinstateDevelopment':
      return reinstate(command, state);
    case 'AddSource':
      return addSource(command, getActive(state));
  }
}

/**
 * The development, when it may be changed.
 * @throws DomainError when it is not there, was retracted or was merged into another
 */
export function getActive(state: DevelopmentState | undefined): ActiveDevelopment {
  if (state === undefined) {
    throw new DomainError(
      'DEVELOPMENT_NOT_FOUND',
      'There is no such development; report it first.',
    );
  }
  const { id } = state.document;
  switch (state.status) {
    case 'active':
      return state;
    case 'retracted':
      throw new DomainError('DEVELOPMENT_RETRACTED', `${id} was retracted; reinstate it first.`);
    case 'merged':
      throw new DomainError(
        'DEVELOPMENT_MERGED',
        `${id} was merged into ${state.mergedInto}; change that one, or undo the merge.`,
      );
  }
}

function reasoned<Command extends { readonly reason: string }>(command: Command): Command {
  const errors = checkReason(command.reason);
  if (errors.length > 0) throw new DomainError('DEVELOPMENT_INVALID', 'Say why.', errors);
  return command;
}

function report(
  { development }: ReportDevelopment,
  state: DevelopmentState | undefined,
  { knows }: Context,
): readonly DevelopmentEvent[] {
  if (state !== undefined) {
    throw new DomainError(
      'DEVELOPMENT_EXISTS',
      `${development.id} is there already; correct it, or choose another id.`,
    );
  }
  const errors = checkDevelopment(development, knows);
  if (errors.length > 0) {
    throw new DomainError('DEVELOPMENT_INVALID', 'Mend the fields that are named.', errors);
  }
  return [{ type: development.kind, data: development }];
}

function correct(
  command: CorrectDevelopment,
  { document }: ActiveDevelopment,
  { knows }: Context,
): readonly DevelopmentEvent[] {
  const { changes, reason } = reasoned(command);
  refuseForeign(changes);
  const after = corrected(document, changes);
  const errors = checkDevelopment(after, knows).map(({ pointer, detail }) => ({
    pointer: `/changes${pointer}`,
    detail,
  }));
  if (errors.length > 0) {
    throw new DomainError('DEVELOPMENT_INVALID', 'The correction would break a rule.', errors);
  }
  if (sameJson(after, document)) {
    throw new DomainError('NOTHING_CHANGES', 'The development says that already.', [
      { pointer: '/changes', detail: 'must change at least one field' },
    ]);
  }
  return [{ type: 'DevelopmentCorrected', data: { changes, reason } }];
}

const correctable: Readonly<Record<keyof Changes, 'value' | 'nullable'>> = {
  kind: 'value',
  summary: 'value',
  occurred: 'value',
  modality: 'value',
  process: 'nullable',
  actors: 'value',
  places: 'value',
  claim: 'nullable',
  codes: 'value',
  details: 'value',
};

function refuseForeign(changes: Changes): void {
  const takes: Readonly<Record<string, 'value' | 'nullable'>> = correctable;
  const given: Readonly<Record<string, unknown>> = changes;
  const errors = Object.entries(given).flatMap(([name, value]) => {
    const pointer = `/changes/${name}`;
    if (!Object.hasOwn(takes, name)) return [{ pointer, detail: 'cannot be corrected' }];
    if (value === undefined) return [{ pointer, detail: 'must have a value' }];
    return value === null && takes[name] === 'value'
      ? [{ pointer, detail: 'must not be null' }]
      : [];
  });
  if (errors.length > 0) {
    throw new DomainError('DEVELOPMENT_INVALID', 'Only some fields can be corrected.', errors);
  }
}

function reinstate(
  command: ReinstateDevelopment,
  state: DevelopmentState | undefined,
): readonly DevelopmentEvent[] {
  if (state?.status !== 'retracted') {
    const { document } = getActive(state);
    throw new DomainError('DEVELOPMENT_NOT_RETRACTED', `${document.id} was not retracted.`);
  }
  const { reason } = reasoned(command);
  return [{ type: 'DevelopmentReinstated', data: { reason } }];
}

function addSource(command: AddSource, state: ActiveDevelopment): readonly DevelopmentEvent[] {
  const { source, reason } = command;
  const errors = checkTime(source.publishedAt, '/source/publishedAt');
  if (errors.length > 0) throw new DomainError('DEVELOPMENT_INVALID', 'Mend the date.', errors);
  if (effectiveSources(state).some((known) => sameSource(known, source))) {
    throw new DomainError('NOTHING_CHANGES', 'The development has that source already.', [
      { pointer: '/source', detail: 'is there already' },
    ]);
  }
  return [{ type: 'SourceAdded', data: reason === undefined ? { source } : { source, reason } }];
}
