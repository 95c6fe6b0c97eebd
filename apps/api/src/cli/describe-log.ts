import { type Command, Option } from 'commander';
import { json, position } from './option-values.ts';
import type { HeadOptions } from './head.ts';
import type { TailOptions } from './tail.ts';
import type { VerifyOptions } from './verify.ts';

/** The commands that look at the log: `tail`, `verify`, `head`. */
export function describeLog(program: Command): void {
  describeTail(program);
  describeVerify(program);
  program
    .command('head')
    .description('print the end of the log, to keep it elsewhere: position, hash, epoch and time')
    .option(
      '--new-epoch',
      'give the log another epoch first: for one that was restored from a copy',
    )
    .option('--yes', 'do so: --new-epoch asks for it')
    .addOption(json())
    .addHelpText(
      'after',
      `
The hash proves every event up to the position. Keep it where nobody who can change the database can change it, and hand it to
\`verify --head\` later. The epoch tells one log from another; the time is when the event at the position was recorded.

A log that was restored from a copy gives positions once more that pages and other programs may know already. A new epoch, given before the
nodes are started, has them all begin anew. No event is touched, and kept heads go on proving what they proved.

Examples:
  ceasefire-monitor head --json > head.json
  ceasefire-monitor head --new-epoch --yes     after a restore`,
    )
    .action(async (options: HeadOptions) => (await import('./head.ts')).head(options));
}

function describeTail(program: Command): void {
  program
    .command('tail')
    .description('print recorded events: the last ten, or from a position on')
    .option('-f, --follow', 'go on with what is recorded from now on, until interrupted')
    .addOption(new Option('--from <position>', 'the first position to print').argParser(position))
    .addOption(json())
    .addHelpText(
      'after',
      `
One event a line: position, time of recording, type, stream and version, who, and what it says or why. With --json each line is the event as
GET /api/v1/log shows it. Positions have no gaps, so a script goes on after the last one that it has seen.

Examples:
  ceasefire-monitor tail -f                          watch what is recorded
  ceasefire-monitor tail --from 108 --json           all from position 108 on, for a program
  ceasefire-monitor tail -f --from 1 --json | jq .type`,
    )
    .action(async (options: TailOptions) => (await import('./tail.ts')).tail(options));
}

function describeVerify(program: Command): void {
  program
    .command('verify')
    .description(
      'prove that the log and the projections are whole, and that a kept head still holds',
    )
    .option('--head <file>', 'a head that `head --json` wrote, to compare with')
    .addOption(json())
    .addHelpText(
      'after',
      `
Every event carries a hash over itself and the hash before it. This reads the whole log and names the first position that is missing,
altered, inserted or out of order; where the log has lost its own head ("head" is then null), up to the last event. It then reads
the projections' rows and compares their digest with the one that was kept while they were written, and looks whether each revision ends
where the next begins; whether the folds are right, and the columns of the lists, is what \`replay --dry-run\` proves.

Whoever may change the database at will can make the hashes anew. A head that was kept elsewhere finds them out: it also tells a log
that was restored from an earlier copy, or begun anew.

Examples:
  ceasefire-monitor head --json > head.json     keep the head, on another machine
  ceasefire-monitor verify --head head.json     is everything up to there what it was?
  ceasefire-monitor verify --json               {"whole", "head", "firstBad", "projections", "keptHead"}`,
    )
    .action(async (options: VerifyOptions) => (await import('./verify.ts')).verify(options));
}
