import { ProjectionError, type ProjectionErrorCode } from '@ceasefire/event-store';

interface Sent<Kind extends string, Code> {
  readonly kind: Kind;
  readonly code: Code;
  readonly message: string;
  readonly position: number | undefined;
  readonly cause: SentError | undefined;
}

/** An error as it crosses to another thread, with what caused it: a refusal of the projections' runtime, or any other. */
export type SentError = Sent<'refusal', ProjectionErrorCode> | Sent<'other', string | undefined>;

/** What another thread can be sent of an error: codes do not cross with the error itself. */
export function sent(error: unknown): SentError {
  if (!(error instanceof Error)) return other(String(error), undefined, undefined);
  const { message } = error;
  const cause = error.cause === undefined ? undefined : sent(error.cause);
  if (error instanceof ProjectionError)
    return { kind: 'refusal', code: error.code, message, position: error.position, cause };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return other(message, code, cause);
}

const other = (
  message: string,
  code: string | undefined,
  cause: SentError | undefined,
): SentError => ({ kind: 'other', code, message, position: undefined, cause });

/** The error again, by which the other thread can tell why it failed. */
export function received(error: SentError): Error {
  const { message, position } = error;
  const cause = error.cause && received(error.cause);
  if (error.kind === 'refusal')
    return new ProjectionError(error.code, message, {
      ...(position === undefined ? {} : { position }),
      cause,
    });
  const { code } = error;
  return Object.assign(new Error(message, { cause }), code === undefined ? {} : { code });
}
