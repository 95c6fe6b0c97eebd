import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Monitor } from './monitor.ts';
import type { MonitorState } from './state.ts';

const MonitorContext = createContext<Monitor | null>(null);

/** Hands the page's monitor down. */
export function MonitorProvider({ monitor, children }: { monitor: Monitor; children: ReactNode }) {
  return <MonitorContext value={monitor}>{children}</MonitorContext>;
}

/** The page's monitor. Throws outside of a MonitorProvider. */
export function useMonitor(): Monitor {
  const monitor = useContext(MonitorContext);
  if (monitor === null) throw new Error('Render this inside a MonitorProvider.');
  return monitor;
}

/** The part of the page's state that `select` picks; it must give the same object while nothing changed. */
export function useMonitorState<T>(select: (state: MonitorState) => T): T {
  const { store } = useMonitor();
  return useSyncExternalStore(store.subscribe, () => select(store.read()));
}
