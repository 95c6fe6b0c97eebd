import type {
  Arrangement,
  Boards,
  CeasefireBoard,
  DeploymentBoard,
  Dispute,
  NegotiationBoard,
  ProcessDefinition,
} from '../boards.ts';
import {
  arrangementBoard,
  ceasefireOf,
  type Contending,
  contendingOf,
} from '../ceasefire/ceasefire-board.ts';
import { deploymentBoard } from '../deployment/deployment-board.ts';
import { disputeBoard } from '../disputes/dispute-board.ts';
import { negotiationBoard } from '../negotiation/negotiation-board.ts';
import type { StandingsAlong } from './standings.ts';

/**
 * The boards entry by entry, to be gone through once and in this order. Of a past moment each entry is made when it is asked for: whoever is done
 * with one before taking the next holds no more than that one.
 */
export interface BoardEntries {
  readonly arrangements: Iterable<Arrangement>;
  /** To be called when all arrangements were gone through. */
  readonly ceasefire: () => Omit<CeasefireBoard, 'arrangements'>;
  readonly deployments: Iterable<DeploymentBoard>;
  readonly negotiations: Iterable<NegotiationBoard>;
  readonly disputes: Iterable<Dispute>;
}

/** Makes the entries of standings one after the other. */
export type MakeEntries = (standings: StandingsAlong) => BoardEntries;

/** A maker of entries that are not kept. */
export function createEntries(definitions: readonly ProcessDefinition[]): MakeEntries {
  const contributors = new Map(definitions.map(({ id, contributor }) => [id, contributor]));
  return ({ hostilities, arrangements, deployments, negotiations, contests }) => {
    // What of an arrangement decides about the ceasefire; the rest of it is let go.
    const contending: Contending[] = [];
    return {
      arrangements: each(arrangements, (arrangement) => {
        contending.push(contendingOf(arrangement));
        return arrangementBoard(arrangement);
      }),
      ceasefire: () => ceasefireOf(contending, hostilities()),
      deployments: each(deployments, ({ id, standing }) => [
        deploymentBoard(id, standing, contributors.get(id)),
      ]),
      negotiations: each(negotiations, ({ id, standing }) => [negotiationBoard(id, standing)]),
      disputes: each(contests, ({ id, state, resolution }) => {
        const dispute = disputeBoard(id, state, resolution);
        return dispute === undefined ? [] : [dispute];
      }),
    };
  };
}

function* each<From, To>(all: Iterable<From>, to: (one: From) => readonly To[]): Iterable<To> {
  for (const one of all) yield* to(one);
}

/** Boards that are there already, entry by entry. */
export function entriesOf(boards: Boards): BoardEntries {
  const { arrangements, ...ceasefire } = boards.ceasefire;
  return { ...boards, arrangements, ceasefire: () => ceasefire };
}

/** The boards of their entries. */
export function boardsOf(entries: BoardEntries): Boards {
  const arrangements = [...entries.arrangements];
  return {
    ceasefire: { ...entries.ceasefire(), arrangements },
    deployments: [...entries.deployments],
    negotiations: [...entries.negotiations],
    disputes: [...entries.disputes],
  };
}
