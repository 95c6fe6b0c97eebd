import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Load, measurements } from './measurements.ts';
import { measuredApart } from './measuring-process.ts';
import { headText, sectionText } from './report.ts';
import { settings, startServer, stopServer } from './server.ts';

const help = `npm run bench [-- --only NAME] [--runs N] [--events N] [--quick] [--write]

Measures the product on this machine and checks in the same run that what it timed is correct.

  --only NAME  one of append, import, state, live, sockets, start, replay, scale; may be given more than once
  --runs N     counted runs of each measurement (5)
  --events N   length of the log that is replayed (20000), developments of scale (1000000, at least 2000)
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

const load: Load = {
  quick: values.quick,
  runs: values.quick ? 1 : Number(values.runs),
  ...(values.events !== undefined && { events: Number(values.events) }),
};

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const names = values.only ?? Object.keys(measurements);
  const unknown = names.filter((name) => !(name in measurements));
  const { runs, events = 1 } = load;
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
  const databaseUrl = await startServer();
  try {
    let text = headText(await settings());
    process.stdout.write(text);
    for (const name of names) {
      console.error(`measuring ${name} …`);
      const section = await measuredApart({ name, load, databaseUrl });
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
