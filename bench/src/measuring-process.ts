import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Load } from './measurements.ts';
import type { Section } from './report.ts';

/** What the process is told: what to measure, how much of it, and on which server. */
export interface Order {
  readonly name: string;
  readonly load: Load;
  readonly databaseUrl: string;
}

/**
 * Makes one measurement in a process of its own: the clients run in it, and what the collector does with a heap that other measurements
 * have filled would be timed with the answers. @throws Error when the measurement failed, which the process has printed
 */
export async function measuredApart({ name, load, databaseUrl }: Order): Promise<Section> {
  const child = fork(join(import.meta.dirname, 'measure.main.js'), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  let section: Section | undefined;
  child.once('message', (made) => (section = made as Section));
  child.send({ name, load });
  // Of the two the end of the channel comes after all messages.
  const [[status]] = (await Promise.all([once(child, 'exit'), once(child, 'disconnect')])) as [
    [number | null],
    [],
  ];
  if (status !== 0 || section === undefined) throw new Error(`${name} could not be measured.`);
  return section;
}
