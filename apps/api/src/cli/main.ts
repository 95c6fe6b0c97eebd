import { Command, InvalidArgumentError, Option } from 'commander';
import { Problem } from '../problems/problem.ts';
import type { ExportOptions } from './export.ts';
import type { Created } from './keys.ts';
import type { RetryOptions, SkipOptions } from './interventions.ts';
import type { ReplayOptions } from './replay.ts';
import type { TailOptions } from './tail.ts';
import type { VerifyOptions } from './verify.ts';
import { startFailure } from '../starting/start-failure.ts';
import { CommandFailed, ReaderGone, say, type Shown } from './output.ts';

const json = (): Option => new Option('--json', 'print JSON for programs');

const program = new Command('ceasefire-monitor')
  .description('Looks after a ceasefire monitor: its log, its projections, its keys.')
  .showHelpAfterError('(add --help to see what there is)')
  .addHelpText(
    'after',
    `
Works on DATABASE_URL, or on the embedded PostgreSQL of DATA_DIR, whether or not the server runs.
The exit status is 0 only when it worked.

Examples:
  ceasefire-monitor doctor                      is everything as it should be?
  ceasefire-monitor tail -f                     watch what is recorded
  ceasefire-monitor tail --from 1 --json        the whole log, one event a line
  ceasefire-monitor replay --dry-run            prove that the projections equal the log
  ceasefire-monitor keys create --name anna --role editor`,
  );

program
  .command('doctor')
  .description('check the settings, the database, the log, the projections and the built page')
  .addOption(json())
  .action(async (options: Shown) => (await import('./doctor.ts')).doctor(options));

program
  .command('tail')
  .description('print recorded events: the last ten, or from a position on')
  .option('-f, --follow', 'go on with what is recorded from now on, until interrupted')
  .addOption(new Option('--from <position>', 'the first position to print').argParser(position))
  .addOption(json())
  .action(async (options: TailOptions) => (await import('./tail.ts')).tail(options));

program
  .command('replay')
  .description(
    'fold the log anew beside what is served, compare, and let the result take its place; ' +
      'an unfinished replay is taken up where it ended',
  )
  .option('--projection <name>', 'only this one: developments or boards')
  .option(
    '--dry-run',
    'only compare, write nothing; without it the replayed tables take the place of the old ones',
  )
  .option('--resume', 'go on with an unfinished replay, or fail when there is none')
  .option('--fresh', 'start over even where a replay was left unfinished')
  .option('--rollback', 'serve what was served before the last replay, brought up to date')
  .option('--yes', 'do so: --rollback asks for it')
  .addOption(json())
  .action(async (options: ReplayOptions) => (await import('./replay.ts')).replay(options));

program
  .command('retry')
  .description('have a stopped projection try its event again')
  .argument('<name>', 'the projection: developments or boards')
  .option('--reason <text>', 'why; it is kept')
  .addOption(json())
  .addHelpText(
    'after',
    `
A projection stops at an event that it cannot take, and keeps the reason; \`doctor\` and GET /api/v1/admin/projections name it. Retry
once the reason is gone. Who, when and why are kept. The exit status is 1 when the projection has not stopped.`,
  )
  .action(async (name: string, options: RetryOptions) =>
    (await import('./interventions.ts')).retry(name, options),
  );

program
  .command('skip')
  .description('have a stopped projection pass over the event at which it stands, for good')
  .argument('<name>', 'the projection: developments or boards')
  .addOption(
    new Option('--position <position>', 'where it stands; nothing else can be skipped')
      .argParser(position)
      .makeOptionMandatory(),
  )
  .requiredOption('--reason <text>', 'why; it is shown for ever')
  .option('--yes', 'do so')
  .addOption(json())
  .addHelpText(
    'after',
    `
The event stays in the log. This version of the projection is folded without it from now on, in every rebuild too, so that digests go on
being equal; a later version of the fold is given the event again. Who, when and why are kept and shown.

Example:
  ceasefire-monitor skip boards --position 4711 --reason "written by a test client" --yes`,
  )
  .action(async (name: string, options: SkipOptions) =>
    (await import('./interventions.ts')).skip(name, options),
  );

program
  .command('verify')
  .description('prove that the log and the projections are whole, and that a kept head still holds')
  .option('--head <file>', 'a head that `head --json` wrote, to compare with')
  .addOption(json())
  .addHelpText(
    'after',
    `
Every event carries a hash over itself and the hash before it. This reads the whole log and names the first position that is missing,
altered, inserted or out of order. It then reads the projections' rows and compares their digest with the one that was kept while they
were written; whether the folds themselves are right is what \`replay --dry-run\` proves.

Whoever may change the database at will can make the hashes anew. A head that was kept elsewhere finds them out: it also tells a log
that was restored from an earlier copy, or begun anew.

The exit status is 0 only when everything is whole.

Examples:
  ceasefire-monitor head --json > head.json     keep the head, on another machine
  ceasefire-monitor verify --head head.json     is everything up to there what it was?
  ceasefire-monitor verify --json               {"whole", "head", "firstBad", "projections", "keptHead"}`,
  )
  .action(async (options: VerifyOptions) => (await import('./verify.ts')).verify(options));

program
  .command('head')
  .description('print the end of the log, to keep it elsewhere: position, hash, epoch and time')
  .addOption(json())
  .addHelpText(
    'after',
    `
The hash proves every event up to the position. Keep it where nobody who can change the database can change it, and hand it to
\`verify --head\` later. The epoch tells one log from another; the time is when the event at the position was recorded.

Example:
  ceasefire-monitor head --json > head.json`,
  )
  .action(async (options: Shown) => (await import('./head.ts')).head(options));

program
  .command('seed')
  .description(
    'load a situation: record its reports by the ordinary commands; what is recorded already is left alone',
  )
  .argument('<dir>', 'a folder with situation.json, or the name of one in seeds/')
  .action(async (dir: string) => (await import('./seed.ts')).seed(dir));

program
  .command('export')
  .description('write the log to standard output')
  .addOption(
    new Option(
      '--format <format>',
      'ndjson: events as recorded; csv: developments as they now stand',
    )
      .choices(['ndjson', 'csv'])
      .makeOptionMandatory(),
  )
  .action(async (options: ExportOptions) => (await import('./export.ts')).exportLog(options));

const keys = program.command('keys').description('make, list and revoke keys of the admin API');

keys
  .command('list')
  .description('list the keys that are not revoked')
  .addOption(json())
  .action(async (options: Shown) => (await import('./keys.ts')).listKeys(options));

keys
  .command('create')
  .description('make a key; it is shown once')
  .requiredOption('--name <name>', 'what the log says of who wrote')
  .addOption(
    new Option('--role <role>', 'editor writes, operator runs projections, admin may everything')
      .choices(['viewer', 'editor', 'operator', 'admin'])
      .makeOptionMandatory(),
  )
  .option('--expires <instant>', 'when it ends, e.g. 2030-01-01T00:00:00Z')
  .addOption(json())
  .action(async (options: Created) => (await import('./keys.ts')).createKey(options));

keys
  .command('revoke')
  .description('revoke a key')
  .argument('<id>', 'as `keys list` shows it')
  .action(async (id: string) => (await import('./keys.ts')).revokeKey(id));

function position(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a position: a whole number from 1.');
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ReaderGone)) {
    const known = error instanceof CommandFailed || error instanceof Problem;
    const told = known ? error.message : startFailure(error, process.env['DATABASE_URL']);
    say(told ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
    process.exitCode = 1;
  }
}
