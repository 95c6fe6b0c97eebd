import type { BoardsChanged } from '@ceasefire/contracts';

/**
 * The boards that a client has yet to be told of: one message at most, in which a later change of a board takes the place of an
 * earlier one. It is handed out once the client has every event up to its position.
 */
export class PendingBoards {
  #pending: BoardsChanged | undefined;

  add(change: BoardsChanged): void {
    this.#pending = {
      position: Math.max(change.position, this.#pending?.position ?? 0),
      changed: { ...this.#pending?.changed, ...change.changed },
    };
  }

  /** What a client that has everything up to `position` may be told now. */
  take(position: number): BoardsChanged | undefined {
    const pending = this.#pending;
    if (pending === undefined || pending.position > position) return undefined;
    this.#pending = undefined;
    return pending;
  }
}
