import { useEffect, useState } from 'react';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';

/** A development as far as the page has it; `problem` says why it cannot be had. */
export interface FoundDevelopment {
  readonly development: DevelopmentDocument | undefined;
  readonly problem: string | null;
}

/** One development by its id, read where the page does not have it yet. */
export function useDevelopment(id: string): FoundDevelopment {
  const monitor = useMonitor();
  const development = useMonitorState((state) => state.documents.get(id));
  const [problem, setProblem] = useState<string | null>(null);
  const known = development !== undefined;
  useEffect(() => {
    if (known) return;
    monitor.meet(id).then(
      (found) => {
        setProblem(found ? null : `There is no development ${id} on record.`);
      },
      (error: unknown) => {
        setProblem(error instanceof Error ? error.message : String(error));
      },
    );
  }, [monitor, id, known]);
  return { development, problem };
}
