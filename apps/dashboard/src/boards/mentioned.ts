import type { Boards } from '../connection/wire.ts';

/** The ids of all developments that the boards point to, each once: the page needs their summaries. */
export function mentionedIn(boards: Boards): readonly string[] {
  const { ceasefire, deployments, negotiations, disputes } = boards;
  const ids = [
    ...ceasefire.because,
    ...ceasefire.hostilitiesBecause,
    ...ceasefire.arrangements.flatMap((arrangement) => [
      ...arrangement.because,
      ...arrangement.allegations.flatMap((allegation) => allegation.because),
    ]),
    ...deployments.flatMap((board) => [
      ...board.because,
      ...(board.strength === null ? [] : [board.strength.development]),
      ...board.strengthHistory.map((reading) => reading.development),
    ]),
    ...negotiations.flatMap((board) => [
      ...board.because,
      ...board.expectations.flatMap((expectation) => expectation.because),
      ...board.issues.flatMap((issue) => [
        ...issue.because,
        ...issue.positions.flatMap((position) => position.because),
      ]),
    ]),
    ...disputes.flatMap((dispute) => [
      ...dispute.basedOn,
      ...dispute.claims.map((claim) => claim.development),
    ]),
  ];
  return [...new Set(ids)];
}
