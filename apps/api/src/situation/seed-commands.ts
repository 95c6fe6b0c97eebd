import { createHash } from 'node:crypto';
import type { ReportDevelopment, ResolveDispute } from '@ceasefire/domain';
import type { Situation } from './load-situation.ts';

/** One command of a load, with ids that it always has. */
export interface SeedCommand {
  /** Names the command for good: a load that begins again issues it again, and the log stores it once. */
  readonly commandId: string;
  /** UUID of the one event that the command leads to. */
  readonly eventId: string;
  readonly command: ReportDevelopment | ResolveDispute;
}

/** The commands that load a situation, in load order: the developments, then what editors judged. Equal data gives equal ids. */
export function seedCommands(
  situation: Pick<Situation, 'description' | 'developments' | 'resolutions'>,
): readonly SeedCommand[] {
  const seeded = (name: string, command: SeedCommand['command']): SeedCommand => {
    const commandId = `seed:${situation.description.id}:${name}`;
    return { commandId, eventId: nameUuid(commandId), command };
  };
  return [
    ...situation.developments.map((development) =>
      seeded(development.id, { type: 'ReportDevelopment', development }),
    ),
    // No id of a development holds a colon, so the two sorts of names never meet.
    ...situation.resolutions.map((resolution) =>
      seeded(`dispute:${resolution.subject}`, { type: 'ResolveDispute', ...resolution }),
    ),
  ];
}

/** Random once, fixed for good: the namespace of the events of seeds. */
const namespace = Buffer.from('5b0c7c5e3a0d4b1f9d2f6f0e8c4a7d19', 'hex');

/** A UUID made from a name: version 5 of RFC 9562. */
export function nameUuid(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
