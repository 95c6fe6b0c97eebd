import { withDatabase } from '../server.ts';
import { chanceFrom } from './chance.ts';
import type { Contestant } from './contestant.ts';
import { fixedInterleavings, randomInterleaving, type Interleaving } from './interleaving.ts';
import { ourLog } from './our-log.ts';
import { peerNames, withPeers } from './peer.ts';
import { openStage, playInterleaving, type Reading } from './play-interleaving.ts';
import type { Rack, Scenario } from './scenario.ts';

const amounts = { long: 10_000, short: 100, shortForPeers: 20 };

/** Transactions that commit in another order than they appended in. */
export const interleavingsScenario: Scenario = {
  what:
    `${String(Object.keys(fixedInterleavings).length)} fixed and ${String(amounts.long)} random interleavings of transactions that append, some rolled back: ` +
    `a reader that follows sees every event once, ascending; the same with ${peerNames}`,
  run: interleavings,
};

async function interleavings(rack: Rack): Promise<void> {
  // All are played the same interleavings, one after another.
  const seed = rack.chance.whole(0, 2 ** 31);
  await withDatabase(async (url) => {
    const ours = await ourLog(url);
    const broken = await play(
      rack,
      ours,
      chosen(seed, rack.short ? amounts.short : amounts.long),
    ).finally(() => ours.close());
    for (const { name, reading } of broken.slice(0, 5)) rack.fail(`${name}: ${describe(reading)}`);
  });
  await withPeers(rack, async (peer) => {
    await play(rack, peer, chosen(seed, rack.short ? amounts.shortForPeers : amounts.long));
  });
}

interface Broken {
  readonly name: string;
  readonly reading: Reading;
}

/** Plays them all; answers those in which the reader was not given every event once, ascending. */
async function play(
  rack: Rack,
  contestant: Contestant,
  interleavings: Iterable<Named>,
): Promise<readonly Broken[]> {
  const stage = await openStage(contestant);
  const broken: Broken[] = [];
  let played = 0;
  try {
    for (const [name, steps] of interleavings) {
      const reading = await playInterleaving(stage, steps);
      played += 1;
      if (!isWhole(reading)) broken.push({ name, reading });
    }
  } finally {
    await stage.close();
  }
  rack.tell(`${contestant.name}: ${summary(broken, played)}`);
  return broken;
}

type Named = readonly [name: string, steps: Interleaving];

function* chosen(seed: number, amount: number): Generator<Named> {
  yield* Object.entries(fixedInterleavings);
  const chance = chanceFrom(seed);
  for (let index = 1; index <= amount; index++)
    yield [`random ${String(index)}`, randomInterleaving(chance)];
}

const isWhole = ({ lost, twice, ascending }: Reading): boolean =>
  lost.length === 0 && twice.length === 0 && ascending;

function summary(broken: readonly Broken[], played: number): string {
  if (broken.length === 0) return `all ${String(played)} read whole`;
  const lossy = broken.filter(({ reading }) => reading.lost.length > 0);
  const lost = lossy.reduce((sum, { reading }) => sum + reading.lost.length, 0);
  const fixed = broken.filter(({ name }) => name in fixedInterleavings).map(({ name }) => name);
  return (
    `${String(broken.length)} of ${String(played)} read wrongly: in ${String(lossy.length)} the reader lost events (${String(lost)}), ` +
    `in ${String(broken.filter(({ reading }) => !reading.ascending).length)} they did not ascend, ` +
    `in ${String(broken.filter(({ reading }) => reading.twice.length > 0).length)} some came twice` +
    (fixed.length === 0 ? '' : `; of the fixed ones: ${fixed.join(', ')}`)
  );
}

const describe = ({ lost, twice, ascending }: Reading): string =>
  `lost ${JSON.stringify(lost)}, twice ${JSON.stringify(twice)}, ${ascending ? 'ascending' : 'not ascending'}`;
