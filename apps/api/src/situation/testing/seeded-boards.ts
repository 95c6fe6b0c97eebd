import {
  type BoardIndex,
  type Boards,
  createBoardIndex,
  decideDevelopment,
  evolveFact,
  type Fact,
  factKey,
  momentEnd,
  type Recorded,
} from '@ceasefire/domain';
import { knownNames, processDefinitions } from '../known-names.ts';
import { loadSituation } from '../load-situation.ts';
import { type SeedCommand, seedCommands } from '../seed-commands.ts';

const situation = loadSituation('karabakh-2020');
const knows = knownNames(situation.description);
const now = Date.parse('2026-01-01T00:00:00Z');

/** The event that the log would hold for a command, at a position. */
function recorded({ command }: SeedCommand, position: number): Recorded {
  const envelope = { position, version: 1, recordedAt: '2026-01-01T00:00:00.000Z' };
  if (command.type === 'ResolveDispute') {
    const { type: _, ...data } = command;
    return { ...envelope, stream: `dispute-${command.subject}`, type: 'DisputeResolved', data };
  }
  const [event] = decideDevelopment(command, undefined, { knows });
  if (event === undefined) throw new Error(`${command.development.id} was decided away`);
  return { ...envelope, stream: `development-${command.development.id}`, ...event };
}

/** The boards after the commands were recorded in this order. */
export function indexOf(commands: readonly SeedCommand[]): BoardIndex {
  const index = createBoardIndex(processDefinitions(situation.description));
  const facts = new Map<string, Fact>();
  for (const [place, command] of commands.entries()) {
    const event = recorded(command, place + 1);
    const key = factKey(event) ?? '';
    const state = evolveFact(facts.get(key), event);
    facts.set(key, state);
    index.apply([{ key, position: event.position, supersededAt: null, state }]);
  }
  return index;
}

/** What the seed records, in its order. */
export const commands = seedCommands(situation);

const index = indexOf(commands);

/** The boards of an index as they were on a day, as far as could be known on another. */
export function readAs(from: BoardIndex, asOf: string, knownAt?: string): Boards {
  const instant = (text: string): number => momentEnd(text) ?? Number.NaN;
  const known = knownAt === undefined ? null : instant(knownAt);
  return from.boardsAt({ asOf: instant(asOf), knownAt: known, position: null, now });
}

/** The boards of the seed as they were on a day, as far as could be known on another. */
export const boardsAt = (asOf: string, knownAt?: string): Boards => readAs(index, asOf, knownAt);

/** An arrangement by its id. */
export const arrangement = ({ ceasefire }: Boards, id: string) =>
  ceasefire.arrangements.find((each) => each.id === id);

/** A deployment by its id. */
export const deployment = ({ deployments }: Boards, id: string) =>
  deployments.find((each) => each.id === id);

/** A negotiation by its id. */
export const negotiation = ({ negotiations }: Boards, id: string) =>
  negotiations.find((each) => each.id === id);

/** A dispute by its subject. */
export const dispute = ({ disputes }: Boards, subject: string) =>
  disputes.find((each) => each.subject === subject);
