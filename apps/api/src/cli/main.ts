import { Command, CommanderError } from 'commander';
import { describeData } from './describe-data.ts';
import { describeKeys } from './describe-keys.ts';
import { describeLog } from './describe-log.ts';
import { describeProjections } from './describe-projections.ts';
import { json } from './option-values.ts';
import type { Shown } from './output.ts';
import { version } from '../version.ts';

const program = new Command('ceasefire-monitor')
  .description('Looks after a ceasefire monitor: its log, its projections, its keys.')
  .version(version, '-V, --version', 'print the version')
  .showHelpAfterError('(add --help to see what there is)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Works on DATABASE_URL, or on the embedded PostgreSQL of DATA_DIR, whether or not the server runs. Nothing is taken away without --yes.

Exit status:
  0  it worked
  1  it did not, or found that something is not as it should be; standard error says what
  2  the command line is wrong; nothing was done
  3  the database or a setting keeps every command from working; nothing was done

Examples:
  ceasefire-monitor doctor                      is everything as it should be?
  ceasefire-monitor tail -f                     watch what is recorded
  ceasefire-monitor replay --dry-run            prove that the projections equal the log
  ceasefire-monitor export --format ndjson      the whole log, one event a line
  ceasefire-monitor keys create --name anna --role editor`,
  );

program
  .command('doctor')
  .description('check the settings, the database, the log, the projections and the built page')
  .addOption(json())
  .addHelpText(
    'after',
    `
Changes nothing. Each line begins with ok, warn or fail; the exit status is 1 when anything fails.`,
  )
  .action(async (options: Shown) => (await import('./doctor.ts')).doctor(options));

describeLog(program);
describeProjections(program);
describeData(program);
describeKeys(program);

try {
  await program.parseAsync();
} catch (error) {
  const { tellFailure, wrongUsage } = await import('./failure.ts'); // With half of the product; no command is to wait for it.
  if (error instanceof CommanderError)
    process.exitCode = error.exitCode === 0 ? 0 : wrongUsage; // It was told already.
  else process.exitCode = tellFailure(error);
}
