/** Lets one loop sleep until it is woken; a call that comes while the loop is busy is remembered. */
export interface Latch {
  wake(): void;
  /** Resolves after `ms`, or at once when woken since the last sleep. */
  sleep(ms: number): Promise<void>;
}

/** A latch that has not been woken. */
export function createLatch(): Latch {
  let woken = false;
  let end: (() => void) | undefined;
  return {
    wake: () => {
      woken = true;
      end?.();
    },
    sleep: async (ms) => {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        end = undefined;
      }
      woken = false;
    },
  };
}

const firstDelayMs = 50;
const longestDelayMs = 5_000;

/** How long to wait before the `attempt`th (from 1) try in a row: 50 ms, doubled each time, at most 5 s. */
export function backoffMs(attempt: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
}
