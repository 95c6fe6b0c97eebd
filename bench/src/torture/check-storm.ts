import type { Storm } from '@ceasefire/monitor-process';
import type { Rack } from './scenario.ts';

/** Tells how the clients fared; fails when they got an answer that they should not get. */
export function checkStorm(rack: Rack, { acknowledged, unavailable, ...storm }: Storm): void {
  rack.tell(
    `${String(acknowledged.size)} acknowledged, ${String(unavailable.count)} answers 503, ` +
      `${String(storm.unanswered)} posts without an answer; each repeated under its key until acknowledged`,
  );
  for (const line of storm.strange) rack.fail(`a client was answered ${line}`);
  if (unavailable.withoutRetryAfter > 0)
    rack.fail(`${String(unavailable.withoutRetryAfter)} answers 503 without Retry-After`);
}
