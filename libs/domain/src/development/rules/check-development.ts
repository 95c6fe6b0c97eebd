import type { Development } from '../development.ts';
import { isDevelopmentKind } from '../development-event.ts';
import type { FieldError } from '../domain-error.ts';
import { checkDetails } from './check-details.ts';
import { checkProcess } from './check-process.ts';
import { checkReferences } from './check-references.ts';
import { checkDetailTimes, checkOccurred, checkSources } from './check-time.ts';
import type { Situation } from './situation.ts';

const none: readonly FieldError[] = [];
const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Everything that is wrong with a development, by JSON pointers into it; empty when it keeps every rule. */
export function checkDevelopment(
  development: Development,
  knows: Situation,
): readonly FieldError[] {
  const { id, kind, summary } = development;
  if (!isDevelopmentKind(kind))
    return [{ pointer: '/kind', detail: 'is not a kind of development' }];
  return none.concat(
    idForm.test(id)
      ? none
      : { pointer: '/id', detail: 'must be 1 to 64 letters, digits, dots, dashes or underscores' },
    summary.trim() === '' ? { pointer: '/summary', detail: 'must not be blank' } : none,
    checkOccurred(development.occurred),
    checkSources(development.sources),
    checkDetails(development),
    checkDetailTimes(development),
    checkReferences(development, knows),
    checkProcess(development, knows),
  );
}

/** What is wrong with the reason that an editor gives. */
export function checkReason(reason: string): readonly FieldError[] {
  return reason.trim() === '' ? [{ pointer: '/reason', detail: 'must say why' }] : [];
}
