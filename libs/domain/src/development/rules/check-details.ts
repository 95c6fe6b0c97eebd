import type { Details } from '../details.ts';
import type { Development } from '../development.ts';
import { isDevelopmentKind } from '../development-event.ts';
import type { FieldError } from '../domain-error.ts';
import type { DevelopmentKind } from '../kinds.ts';
import { takenDetails, takesDetails } from '../taken-details.ts';

const none: readonly FieldError[] = [];

/** What is wrong with the details for the kind, by the dictionary of kinds. Any kind may carry `founds`. */
export function checkDetails({ kind, details }: Development): readonly FieldError[] {
  return none.concat(
    takesDetails(kind, details) ? none : checkNames(kind, details),
    checkNumbers(details),
    checkExpectation(details),
    checkAccusation(details),
  );
}

function checkNames(kind: DevelopmentKind, details: Details): readonly FieldError[] {
  const takes = takenDetails(kind);
  const given = (Object.keys(details) as (keyof Details)[]).filter(
    (name) => details[name] !== undefined,
  );
  const missing = Object.keys(takes).filter(
    (name) => takes[name] === 'required' && !given.some((each) => each === name),
  );
  return [
    ...missing.map((name) => ({
      pointer: `/details/${name}`,
      detail: `must be given for ${kind}`,
    })),
    ...given
      .filter((name) => !Object.hasOwn(takes, name))
      .map((name) => ({ pointer: `/details/${name}`, detail: `is not a detail of ${kind}` })),
  ];
}

function checkNumbers({ strength, round }: Details): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (strength !== undefined && !(Number.isSafeInteger(strength.value) && strength.value >= 0)) {
    errors.push({ pointer: '/details/strength/value', detail: 'must be a whole number from 0' });
  }
  if (round !== undefined && !(Number.isSafeInteger(round) && round >= 1)) {
    errors.push({ pointer: '/details/round', detail: 'must be a whole number from 1' });
  }
  return errors;
}

function checkAccusation({ accuser, accused }: Details): readonly FieldError[] {
  if (accuser === undefined || accuser !== accused) return [];
  return [{ pointer: '/details/accused', detail: 'must not be the accuser' }];
}

function checkExpectation({ expects }: Details): readonly FieldError[] {
  if (expects === undefined || isDevelopmentKind(expects)) return [];
  return [{ pointer: '/details/expects', detail: 'must be a kind of development' }];
}
