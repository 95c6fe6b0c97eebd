import { randomUUID } from 'node:crypto';
import { developmentStream } from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';
import type { Command } from '@nestjs/cqrs';
import { ChangeDevelopment } from '../commanding/change-development.ts';
import { ChangeDispute } from '../commanding/change-dispute.ts';
import type { Envelope, Outcome } from '../commanding/envelope.ts';
import type { Situation } from '../situation/load-situation.ts';
import { type SeedCommand, seedCommands } from '../situation/seed-commands.ts';

/** What a load needs of the product. */
export interface SeedingParts {
  readonly log: Pick<EventLog, 'readAll' | 'readStream' | 'head'>;
  /** Carries a command out, e.g. the command bus. */
  readonly execute: (command: Command<Outcome>) => Promise<Outcome>;
  /** Waits until later commands are decided on what was recorded up to a position. */
  readonly settled: (position: number) => Promise<unknown>;
  /** Told after each part of the load. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a load came to; `recorded` counts the events that this load stored. */
export interface SeedLoad {
  /** `left-alone`: the log holds something else and nothing of this situation. */
  readonly result: 'loaded' | 'complete' | 'left-alone';
  readonly recorded: number;
}

/** Enough to fill the batches of the log, few enough for its queue. */
const atOnce = 64;

/**
 * Records what a situation begins with, by the ordinary commands, each under its own id: a load that was broken off is completed by the
 * next, and two at once store nothing twice.
 * @throws Problem when a rule refuses a command; LogUnavailable and QueueFull as the log does
 */
export async function loadSeed(
  parts: SeedingParts,
  situation: Pick<Situation, 'description' | 'developments' | 'resolutions'>,
): Promise<SeedLoad> {
  const commands = seedCommands(situation);
  const [first] = await parts.log.readAll({ limit: 1 });
  if (first !== undefined && !commands.some(({ eventId }) => eventId === first.id))
    return { result: 'left-alone', recorded: 0 };
  const missing = first === undefined ? commands : await missingOf(parts, commands);
  const envelope = { recordedBy: 'seed', correlationId: randomUUID() };
  let [recorded, done] = [0, 0];
  for (const part of inParts(missing)) {
    const outcomes = await Promise.all(
      part.map((command) => parts.execute(messageOf(command, envelope))),
    );
    recorded += outcomes.filter((each) => each.stored && !each.appended.duplicate).length;
    done += part.length;
    // What follows may rest on what this part founded or contested.
    await parts.settled((await parts.log.head()).position);
    parts.onProgress?.(done, missing.length);
  }
  return { result: missing.length === 0 ? 'complete' : 'loaded', recorded };
}

/** The commands that the log does not hold yet. One page tells it all, unless others wrote in between. */
async function missingOf(
  { log }: SeedingParts,
  commands: readonly SeedCommand[],
): Promise<readonly SeedCommand[]> {
  const page = await log.readAll({ limit: 1_000 });
  const known = new Set(page.map(({ id }) => id));
  const missing: SeedCommand[] = [];
  for (const seed of commands) {
    if (known.has(seed.eventId)) continue;
    const stored = page.length < 1_000 ? false : await isStored(log, seed);
    if (!stored) missing.push(seed);
  }
  return missing;
}

async function isStored(
  log: SeedingParts['log'],
  { command, eventId }: SeedCommand,
): Promise<boolean> {
  if (command.type !== 'ReportDevelopment') return false;
  const stream = developmentStream(command.development.id);
  const [event] = await log.readStream(stream, { limit: 1 });
  return event?.id === eventId;
}

/** Parts whose commands do not rest on each other: what founds something ends its part, and judgements come last. */
function inParts(commands: readonly SeedCommand[]): readonly (readonly SeedCommand[])[] {
  const parts: SeedCommand[][] = [];
  let open: SeedCommand[] | undefined;
  for (const seed of commands) {
    const judges = seed.command.type === 'ResolveDispute';
    if (open === undefined || open.length === atOnce || judges) parts.push((open = []));
    open.push(seed);
    if (judges || founds(seed)) open = undefined;
  }
  return parts;
}

const founds = ({ command }: SeedCommand): boolean =>
  command.type === 'ReportDevelopment' && command.development.details.founds !== undefined;

function messageOf(
  { command, commandId, eventId }: SeedCommand,
  envelope: Envelope,
): Command<Outcome> {
  const seeded = { ...envelope, commandId, eventId };
  switch (command.type) {
    case 'ReportDevelopment':
      return new ChangeDevelopment(command.development.id, command, seeded);
    case 'ResolveDispute':
      return new ChangeDispute(command, { ...seeded, reason: command.reason });
  }
}
