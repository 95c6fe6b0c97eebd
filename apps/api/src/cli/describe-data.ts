import { type Command, Option } from 'commander';
import { exportFormats } from '../exports/formats.ts';
import { importFormats } from '../imports/formats.ts';
import type { ExportOptions } from './export.ts';
import type { ImportOptions } from './import.ts';
import { endWhenInterrupted } from './interruption.ts';
import { json } from './option-values.ts';
import type { Shown } from './output.ts';

/** The commands that bring data in and out: `seed`, `export`, `import`. */
export function describeData(program: Command): void {
  program
    .command('seed')
    .description(
      'load a situation: record its reports by the ordinary commands; what is recorded already is left alone',
    )
    .argument('<dir>', 'a folder with situation.json, or the name of one in seeds/')
    .addOption(json())
    .addHelpText(
      'after',
      `
The database must be empty, or hold a part of this situation: a load that was killed is completed.

Example:
  ceasefire-monitor seed karabakh-2020`,
    )
    .action(async (dir: string, shown: Shown) => (await import('./seed.ts')).seed(dir, shown));
  describeExport(program);
  describeImport(program);
}

function describeExport(program: Command): void {
  program
    .command('export')
    .description('write the log, or the developments as they now stand, to standard output')
    .addOption(
      new Option('--format <format>', 'what to write, see below')
        .choices([...exportFormats])
        .makeOptionMandatory(),
    )
    .addHelpText(
      'after',
      `
Formats:
  ndjson       every event as recorded, one JSON object a line, as GET /api/v1/log shows it
  cloudevents  every event as a CloudEvent 1.0 in JSON, one a line
  csv          developments as they now stand, for a spreadsheet; formulas are made harmless
  geojson      active developments that have places, as an RFC 7946 FeatureCollection, with coordinates from the situation

\`import\` reads the first three. The first two bring the whole history along; csv brings what counts now.

Examples:
  ceasefire-monitor export --format ndjson > log.ndjson
  ceasefire-monitor export --format geojson > map.geojson`,
    )
    .action(async (options: ExportOptions) => (await import('./export.ts')).exportLog(options));
}

const beforeStoring = 'The import was interrupted before anything was recorded; run it again.';

function describeImport(program: Command): void {
  program
    .command('import')
    .description('record what a file holds, by the ordinary commands')
    .argument('<file>', 'the file, or - for standard input')
    .addOption(
      new Option('--format <format>', 'what the file holds, see below')
        .choices([...importFormats])
        .makeOptionMandatory(),
    )
    .option('--dry-run', 'check every line and say what would be recorded; store nothing')
    .option('--skip-bad', 'record the good lines although others are bad')
    .addOption(json())
    .addHelpText(
      'after',
      `
Formats:
  ndjson       on each line an event as \`export\` writes it, or a development as POST /api/v1/admin/developments takes it
  cloudevents  as \`export\` writes it
  csv          the columns that \`export\` writes, in any order; only id, kind and the like are plain, lists are a; b

The file is read twice. First every line is validated and decided as if it were posted, and nothing is stored; each bad one is named by its line and
a JSON pointer. Only when all are good the second reading stores them. What the log holds already is passed over, so an import that was
killed is completed by running it again, and running it twice records nothing twice.

The exit status is 0 when everything is recorded (or, with --dry-run, could be), and 1 when a line is bad, also with --skip-bad.

Examples:
  ceasefire-monitor import log.ndjson --format ndjson --dry-run
  ceasefire-monitor import reports.csv --format csv
  ceasefire-monitor export --format ndjson | DATABASE_URL=… ceasefire-monitor import - --format ndjson`,
    )
    .action(async (file: string, options: ImportOptions) => {
      const storing = endWhenInterrupted(beforeStoring);
      await (await import('./import.ts')).importFile(file, options, storing);
      storing();
    });
}
