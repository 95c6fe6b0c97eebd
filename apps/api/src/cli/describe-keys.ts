import { type Command, Option } from 'commander';
import type { Created, Revoked } from './keys.ts';
import { json } from './option-values.ts';
import type { Shown } from './output.ts';

/** The commands for keys of the admin API: `keys list`, `keys create`, `keys revoke`. */
export function describeKeys(program: Command): void {
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
    .addHelpText(
      'after',
      `
Only the key itself goes to standard output, so that a script can keep it.

Example:
  ceasefire-monitor keys create --name anna --role editor > anna.key`,
    )
    .action(async (options: Created) => (await import('./keys.ts')).createKey(options));
  keys
    .command('revoke')
    .description('revoke a key')
    .argument('<id>', 'as `keys list` shows it')
    .option('--yes', 'do so: nobody can write with it any more')
    .addOption(json())
    .action(async (id: string, options: Revoked) =>
      (await import('./keys.ts')).revokeKey(id, options),
    );
}
