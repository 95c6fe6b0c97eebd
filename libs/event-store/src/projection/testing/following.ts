import { followProjection, type Delivery, type Follower, type FollowOptions } from '../follower.ts';
import type { Revision } from '../projection.ts';
import { ledger, type Account } from './ledger.ts';

/** One call of `onChanges`. */
export interface Delivered extends Delivery {
  readonly revisions: readonly Revision<Account>[];
  readonly position: number;
}

/** Follows the ledger and keeps what is delivered; to be stopped. */
export function followLedger(
  options: Partial<FollowOptions<Account>> & Pick<FollowOptions<Account>, 'pool'>,
): Follower & { readonly deliveries: Delivered[] } {
  const deliveries: Delivered[] = [];
  const follower = followProjection<Account>({
    projection: ledger,
    onChanges: (revisions, position, delivery) =>
      void deliveries.push({ revisions, position, ...delivery }),
    ...options,
  });
  return Object.assign(follower, { deliveries });
}

/** What a reader holds that applies the rule of `OnChanges`. */
export function held(deliveries: readonly Delivered[]): readonly Revision<Account>[] {
  const from = deliveries.findLastIndex(({ reset }) => reset);
  const all: Revision<Account>[] = [];
  for (const revision of deliveries.slice(from).flatMap(({ revisions }) => revisions)) {
    const before = all.findIndex(
      ({ key, supersededAt }) => key === revision.key && supersededAt === null,
    );
    const old = all[before];
    if (old) all[before] = { ...old, supersededAt: revision.position };
    all.push(revision);
  }
  return all;
}
