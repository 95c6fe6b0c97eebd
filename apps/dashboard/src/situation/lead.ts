import type { CeasefireBoard, DeploymentBoard, NegotiationBoard } from '@ceasefire/domain';
import { possiblyWords } from '../boards/status-words.ts';
import { formatSince } from '../format/occurred.ts';
import { formatStrength } from '../format/strength.ts';
import { counted } from '../format/words.ts';
import type { Boards } from '../connection/wire.ts';
import { nameOf, type Reference } from './reference.ts';

function lasting({ since, sinceEarliest }: CeasefireBoard, state: string): string {
  const start = formatSince(since, sinceEarliest, 'long');
  return start === null ? `is ${state}` : `has been ${state} ${start}`;
}

const HOSTILITIES: Record<CeasefireBoard['hostilities'], string> = {
  ONGOING: 'fighting goes on',
  CEASED: 'the fighting has stopped',
  UNKNOWN: 'whether there is fighting is not known',
};

function ceasefireSentence(board: CeasefireBoard): string {
  const { status, hostilities } = board;
  const fighting = HOSTILITIES[hostilities];
  switch (status) {
    case 'NO_CEASEFIRE':
      return hostilities === 'CEASED'
        ? 'There is no ceasefire, though the fighting has stopped.'
        : `There is no ceasefire; ${fighting}.`;
    case 'PROPOSED':
      return `A ceasefire has been proposed; ${fighting}.`;
    case 'AGREED':
      return `A ceasefire is agreed and not yet in force; ${fighting}.`;
    case 'IN_FORCE':
      return hostilities === 'ONGOING'
        ? `A ceasefire ${lasting(board, 'in force')}, yet fighting is reported.`
        : `A ceasefire ${lasting(board, 'in force')}.`;
    case 'VIOLATED':
      return `The ceasefire ${lasting(board, 'violated')}; ${fighting}.`;
  }
}

function deploymentSentence(board: DeploymentBoard, name: string): string {
  const are = name.endsWith('s') ? 'are' : 'is';
  const count = board.strength === null ? '' : `, ${formatStrength(board.strength)} strong`;
  switch (board.status) {
    case 'NONE':
      return `There are no ${name}.`.replace('no The ', 'no ');
    case 'CLAIMED':
      return `${name} ${are} claimed by one side alone.`;
    case 'DISPUTED':
      return `Whether there are to be ${name} is disputed.`;
    case 'AUTHORISED':
      return `${name} ${are} authorised${count}.`;
    case 'DEPLOYING':
      return `${name} ${are} deploying${count}.`;
    case 'DEPLOYED':
      return `${name} ${are} deployed${count}.`;
    case 'WITHDRAWING':
      return `${name} ${are} withdrawing.`;
    case 'WITHDRAWN':
      return `${name} have withdrawn.`;
  }
}

const STAGES: Record<NegotiationBoard['stage'], string> = {
  NOT_STARTED: 'not begun',
  PROPOSED: 'proposed',
  DISCUSSED: 'under discussion',
  IN_TALKS: 'talks go on',
  TERMS_AGREED: 'terms agreed',
  SIGNED: 'signed',
  OPERATING: 'at work',
  STALLED: 'talks are stuck',
  BROKEN_OFF: 'talks broken off',
};

function negotiationSentence(board: NegotiationBoard, name: string): string {
  const parts = [STAGES[board.stage]];
  if (board.agreedInPrinciple === 'yes') parts.push('agreed in principle');
  if (board.agreedInPrinciple === 'possibly') parts.push('possibly agreed in principle');
  if (board.roundsConcluded > 0)
    parts.push(
      `${board.roundsConcluded === 1 ? 'one round' : counted(board.roundsConcluded, 'round')} concluded`,
    );
  return `${name}: ${parts.join(', ')}.`;
}

/**
 * What is the case in a few plain sentences: the ceasefire first, with what it may already be, then forces that move anything, then
 * talks that began.
 */
export function leadSentences(boards: Boards, reference: Reference): readonly string[] {
  const deployments = boards.deployments.filter((board) => board.status !== 'NONE');
  const negotiations = boards.negotiations.filter((board) => board.stage !== 'NOT_STARTED');
  const possibly = possiblyWords(boards.ceasefire.possibly);
  return [
    ceasefireSentence(boards.ceasefire),
    ...(possibly === null ? [] : [`${possibly}; the reports leave it open.`]),
    ...(deployments.length === 0 ? ['No peacekeepers are deployed.'] : []),
    ...deployments.map((board) =>
      deploymentSentence(board, nameOf(reference, 'processes', board.id)),
    ),
    ...negotiations
      .slice(0, 1)
      .map((board) => negotiationSentence(board, nameOf(reference, 'processes', board.id))),
  ];
}
