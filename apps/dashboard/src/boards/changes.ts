import type { Boards } from '../connection/wire.ts';
import { nameOf, type Reference } from '../situation/reference.ts';
import { statusWords } from './status-words.ts';

/** One status that changed: `key` says where (`ceasefire`, or a process id), `words` is the sentence to announce. */
export interface StatusChange {
  readonly key: string;
  readonly words: string;
}

interface Standing {
  readonly key: string;
  readonly name: string;
  readonly status: string;
}

function standings(boards: Boards, reference: Reference): readonly Standing[] {
  const process = (id: string) => nameOf(reference, 'processes', id);
  const { ceasefire, deployments, negotiations, disputes } = boards;
  return [
    { key: 'ceasefire', name: 'Ceasefire', status: ceasefire.status },
    { key: 'hostilities', name: 'Hostilities', status: ceasefire.hostilities },
    ...deployments.map(({ id, status }) => ({ key: id, name: process(id), status })),
    ...negotiations.map(({ id, stage }) => ({ key: id, name: process(id), status: stage })),
    ...disputes.map(({ subject, status }) => ({
      key: `dispute:${subject}`,
      name: `Dispute over ${nameOf(reference, 'subjects', subject)}`,
      status,
    })),
  ];
}

/** The statuses that differ between two readings of the boards, as sentences to announce. */
export function statusChanges(
  before: Boards,
  after: Boards,
  reference: Reference,
): readonly StatusChange[] {
  const was = new Map(standings(before, reference).map(({ key, status }) => [key, status]));
  return standings(after, reference)
    .filter(({ key, status }) => was.get(key) !== status)
    .map(({ key, name, status }) => ({
      key,
      words: `${name}: now ${statusWords(status).words.toLowerCase()}.`,
    }));
}
