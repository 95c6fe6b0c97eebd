import { RefusesIdempotencyKey } from '../validation/refuses-idempotency-key.ts';

/** The route acts on how a projection stands when it is asked: a second rollback takes the first one back, a second skip is refused. */
export const AnswersAboutNow = (): MethodDecorator =>
  RefusesIdempotencyKey(
    'What this does depends on how the projection stands now, and its answer is not kept',
  );
