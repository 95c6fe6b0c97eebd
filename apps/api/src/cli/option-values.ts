import { InvalidArgumentError, Option } from 'commander';

/** `--json`: for programs. */
export const json = (): Option => new Option('--json', 'print JSON for programs');

/** Parses a position of the log. @throws InvalidArgumentError */
export function position(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a position: a whole number from 1.');
}
