import type { MouseEvent, ReactNode } from 'react';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { formatAddress } from '../timeline/address.ts';

interface DevelopmentLinkProps {
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Opens the details of a development; a real link, so that it can be copied or opened beside. */
export function DevelopmentLink({ id, className, children }: DevelopmentLinkProps) {
  const monitor = useMonitor();
  const address = useMonitorState((state) => state.address);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    monitor.goTo({ development: id });
  };
  return (
    <a className={className} href={formatAddress({ ...address, development: id })} onClick={open}>
      {children}
    </a>
  );
}
