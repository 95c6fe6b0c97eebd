import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { DevelopmentDetails } from './development-details.tsx';

/** Holds the development that the address names, reading it where the page does not have it yet. */
function useOpenDevelopment(id: string) {
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

function OpenDrawer({ id }: { id: string }) {
  const monitor = useMonitor();
  const dialog = useRef<HTMLDialogElement>(null);
  const { development, problem } = useOpenDevelopment(id);
  // A layout effect, because closing gives the focus back only while the dialog is still in the page.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    return () => element?.close();
  }, []);
  const close = () => {
    monitor.goTo({ development: null });
  };
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === event.currentTarget) close();
  };
  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby={development === undefined ? undefined : 'details-title'}
      aria-label={development === undefined ? 'Development' : undefined}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={closeOnBackdrop}
    >
      <div className="drawer-body" key={id}>
        <button type="button" className="drawer-close quiet" onClick={close}>
          Close
        </button>
        {development !== undefined && <DevelopmentDetails development={development} />}
        {development === undefined && <p role="status">{problem ?? 'Loading the development…'}</p>}
      </div>
    </dialog>
  );
}

/** The details of the development that the address names, over the page; closing gives the focus back. */
export function DetailsDrawer() {
  const id = useMonitorState((state) => state.address.development);
  return id === null ? null : <OpenDrawer id={id} />;
}
