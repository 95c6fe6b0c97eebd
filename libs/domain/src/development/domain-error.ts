/** What is wrong with one field of a command; `pointer` is a JSON pointer into the command's body. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

const codes = {
  DEVELOPMENT_INVALID: 'invalid',
  DEVELOPMENT_EXISTS: 'conflict',
  DEVELOPMENT_NOT_FOUND: 'missing',
  DEVELOPMENT_RETRACTED: 'conflict',
  DEVELOPMENT_NOT_RETRACTED: 'conflict',
  DEVELOPMENT_MERGED: 'conflict',
  NOTHING_CHANGES: 'invalid',
  MERGE_INVALID: 'invalid',
  MERGE_NOT_FOUND: 'missing',
  DISPUTE_INVALID: 'invalid',
  DISPUTE_NOT_FOUND: 'missing',
  DISPUTE_NOT_OPEN: 'conflict',
  DISPUTE_NOT_RESOLVED: 'conflict',
} as const;

/** A reason of the rules to refuse a command. */
export type DomainErrorCode = keyof typeof codes;

/** What sort of refusal a code is: bad input, something that is not there, or a state that does not allow it. */
export type Refusal = (typeof codes)[DomainErrorCode];

/** A command that the rules refuse. The message says the cure; `errors` names every bad field. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly refusal: Refusal;
  readonly errors: readonly FieldError[];

  constructor(code: DomainErrorCode, message: string, errors: readonly FieldError[] = []) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.refusal = codes[code];
    this.errors = errors;
  }
}
