import type { BoardsChanged } from '@ceasefire/contracts';

/**
 * The boards that a client has yet to be told of: one message at most, in which a later change of a board takes the place of an
 * earlier one. It is handed out once the client has every event up to its position.
 */
export class PendingBoards {
  #pending: BoardsChanged | undefined;

  add(change: BoardsChanged): void {
    // Without one that waits it is kept as it came: what is sent to many is encoded once.
    this.#pending =
      this.#pending === undefined
        ? change
        : {
            position: Math.max(change.position, this.#pending.position),
            changed: { ...this.#pending.changed, ...change.changed },
          };
  }

  /** What a client that has everything up to `position` may be told now; without it, whatever waits. */
  take(position = Infinity): BoardsChanged | undefined {
    const pending = this.#pending;
    if (pending === undefined || pending.position > position) return undefined;
    this.#pending = undefined;
    return pending;
  }
}
