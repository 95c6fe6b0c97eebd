import type { MonitorAction } from './actions.ts';
import { reduce } from './reduce.ts';
import type { MonitorState } from './state.ts';

/** The one store of the page, in the shape that `useSyncExternalStore` takes. */
export interface MonitorStore {
  readonly read: () => MonitorState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (action: MonitorAction) => void;
}

/** A store that starts with `initial`. */
export function createStore(initial: MonitorState): MonitorStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (action) => {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
  };
}
