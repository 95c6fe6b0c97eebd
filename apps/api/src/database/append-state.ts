import type { HealthCheck } from '@ceasefire/contracts';
import type { AppendCommand, Appended, EventLog } from '@ceasefire/event-store';
import { hasNoRoom } from './no-room.ts';

/** Injection token of the `AppendState`. */
export const APPEND_STATE = Symbol('APPEND_STATE');

/** Whether the log has room, as far as this node's last append tells. */
export class AppendState {
  #full = false;

  /** A log whose appends are noted here. */
  watch(log: EventLog): EventLog {
    return { ...log, append: (command) => this.#append(log, command) };
  }

  check(): HealthCheck {
    const name = 'log';
    if (!this.#full) return { name, status: 'ok', detail: 'It has room.' };
    const detail =
      "The database's disk was full at the last append: nothing can be stored, what is stored can be read.";
    return { name, status: 'degraded', detail };
  }

  async #append(log: EventLog, command: AppendCommand): Promise<Appended> {
    try {
      const appended = await log.append(command);
      this.#full = false;
      return appended;
    } catch (error) {
      // Any other failure says nothing about the room.
      if (hasNoRoom(error)) this.#full = true;
      throw error;
    }
  }
}
