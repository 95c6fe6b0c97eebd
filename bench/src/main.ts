import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAppend } from './append.ts';
import { benchImport } from './import.ts';
import { benchLive } from './live.ts';
import { benchReplay } from './replay.ts';
import { headText, type Section, sectionText } from './report.ts';
import { benchScale } from './scale.ts';
import { settings, startServer, stopServer } from './server.ts';
import { benchSockets } from './sockets.ts';
import { benchStart } from './start.ts';
import { benchState } from './state.ts';

const help = `npm run bench [-- --only NAME] [--runs N] [--events N] [--quick] [--write]

Measures the product on this machine and checks in the same run that what it timed is correct.

  --only NAME  one of append, import, state, live, sockets, start, replay, scale; may be given more than once
  --runs N     counted runs of each measurement (5)
  --events N   length of the log that is replayed (20000), developments of scale (1000000)
  --quick      one short run of each, to see that everything works
  --write      keep the results in bench/RESULTS.md
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '5' },
    events: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const runs = values.quick ? 1 : Number(values.runs);
const seconds = values.quick ? 1 : 3;
const events = values.quick ? 2_000 : Number(values.events ?? 20_000);
const developments = values.quick ? 2_000 : Number(values.events ?? 1_000_000);
const benches: Record<string, () => Promise<Section>> = {
  append: () => benchAppend(runs, seconds),
  import: () =>
    benchImport({
      runs,
      lengths: values.quick ? [2_000] : [50_000, 500_000],
      limitSeconds: values.quick ? 1 : 3,
    }),
  state: () => benchState(runs, seconds),
  live: () => benchLive(runs, values.quick ? 50 : 200),
  sockets: () =>
    benchSockets({ runs, clients: values.quick ? 100 : 1_000, seconds: values.quick ? 3 : 20 }),
  start: () => benchStart(runs),
  replay: () => benchReplay(runs, events),
  scale: () => benchScale(developments, values.quick ? 20 : 200),
};

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const names = values.only ?? Object.keys(benches);
  const unknown = names.filter((name) => !(name in benches));
  if (
    unknown.length > 0 ||
    ![runs, events].every((count) => Number.isInteger(count) && count >= 1)
  ) {
    console.error(
      unknown.length > 0
        ? `There is no measurement named ${unknown.join(', ')}.`
        : '--runs and --events take a whole number.',
    );
    console.error(help);
    return 2;
  }
  await startServer();
  try {
    let text = headText(await settings());
    process.stdout.write(text);
    for (const name of names) {
      console.error(`measuring ${name} …`);
      const section = await benches[name]?.();
      if (section === undefined) continue;
      process.stdout.write(sectionText(section));
      text += sectionText(section);
    }
    if (values.write) await writeFile(resolve(import.meta.dirname, '../RESULTS.md'), text);
    return 0;
  } finally {
    await stopServer();
  }
}

process.exitCode = await main();
