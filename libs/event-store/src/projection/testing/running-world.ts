import type { Projection } from '../projection.ts';
import type { ProjectionRunner } from '../runner.ts';
import { appendMovements, ledger, someMovements } from './ledger.ts';
import { createWorld, quickRunner, untilCaughtUp, type World } from './world.ts';

/** A world with so many movements in its log, and a runner that has taken them; both are to be ended. */
export async function runningWorld(
  movements: number,
  projections: readonly Projection<unknown>[] = [ledger],
): Promise<{ readonly world: World; readonly runner: ProjectionRunner }> {
  const world = await createWorld();
  await appendMovements(world.log, someMovements(movements));
  const runner = quickRunner(world, projections);
  runner.start();
  await untilCaughtUp(world, runner);
  return { world, runner };
}
