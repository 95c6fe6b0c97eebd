import { type Command, Option } from 'commander';
import { endWhenInterrupted } from './interruption.ts';
import type { RetryOptions, SkipOptions } from './interventions.ts';
import { json, position } from './option-values.ts';
import type { ReplayOptions } from './replay.ts';

/** The commands that look after projections: `replay`, `retry`, `skip`. */
export function describeProjections(program: Command): void {
  describeReplay(program);
  describeRetry(program);
  describeSkip(program);
}

const beforeReplay =
  'The replay was stopped before it began; what was live is live, and a later replay goes on with what was left unfinished.';

function describeReplay(program: Command): void {
  program
    .command('replay')
    .description(
      'fold the log anew beside what is served, compare, and let the result take its place; ' +
        'an unfinished replay is taken up where it ended',
    )
    .option('--projection <name>', 'only this one: developments or boards')
    .addOption(
      new Option(
        '--dry-run',
        'only compare, write nothing; without it the replayed tables take the place of the old ones',
      ).conflicts(['resume', 'fresh', 'rollback']),
    )
    .addOption(
      new Option(
        '--resume',
        'go on with an unfinished replay, or fail when there is none',
      ).conflicts(['fresh', 'rollback']),
    )
    .addOption(
      new Option('--fresh', 'start over even where a replay was left unfinished').conflicts(
        'rollback',
      ),
    )
    .option('--rollback', 'serve what was served before the last replay, brought up to date')
    .option('--yes', 'do so: --rollback asks for it')
    .addOption(json())
    .addHelpText(
      'after',
      `
What is served stays until the new tables have caught up, and is kept for --rollback until the next replay. Interrupt it at any time; a later
one goes on. Two digests are printed, of what was written and of what the log says, and the rows themselves are compared, byte for byte. The exit
status is 1 when anything differs.

Examples:
  ceasefire-monitor replay --dry-run                 is what is served what the log says?
  ceasefire-monitor replay --projection boards
  ceasefire-monitor replay --json                    {"projection", "before", "after", "equal", "firstDifference", …} a line
  ceasefire-monitor replay --rollback --yes`,
    )
    .action(async (options: ReplayOptions) => {
      const begun = endWhenInterrupted(beforeReplay);
      await (await import('./replay.ts')).replay(options, begun);
    });
}

function describeRetry(program: Command): void {
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
once the reason is gone. Who, when and why are kept. The exit status is 1 when the projection has not stopped.

Example:
  ceasefire-monitor retry boards --reason "the disk was full"`,
    )
    .action(async (name: string, options: RetryOptions) =>
      (await import('./interventions.ts')).retry(name, options),
    );
}

function describeSkip(program: Command): void {
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
}
