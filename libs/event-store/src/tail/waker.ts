/** Lets one loop sleep until somebody wakes it. A wake while it is awake is kept for its next sleep. */
export interface Waker {
  wake(): void;
  /** True when it was woken, false when `ms` passed. */
  wait(ms: number): Promise<boolean>;
}

/** Makes a waker. */
export function createWaker(): Waker {
  let woken = false;
  let rouse: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      rouse?.();
    },
    async wait(ms) {
      if (!woken)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          rouse = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rouse = undefined;
      const result = woken;
      woken = false;
      return result;
    },
  };
}
