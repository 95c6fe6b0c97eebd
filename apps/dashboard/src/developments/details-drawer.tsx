import { useLayoutEffect, useRef, type MouseEvent } from 'react';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { DevelopmentDetails } from './development-details.tsx';
import { useDevelopment } from './use-development.ts';

function OpenDrawer({ id }: { id: string }) {
  const monitor = useMonitor();
  const dialog = useRef<HTMLDialogElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const { development, problem } = useDevelopment(id);
  // A layout effect, because closing gives the focus back only while the dialog is still in the page.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    return () => element?.close();
  }, []);
  // A link in the details leads to other details: they are read from their top, and the link that had the focus is gone.
  useLayoutEffect(() => {
    dialog.current?.scrollTo(0, 0);
    closer.current?.focus();
  }, [id]);
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
        <button ref={closer} type="button" className="drawer-close quiet" onClick={close}>
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
