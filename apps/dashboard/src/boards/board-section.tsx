import type { ReactNode } from 'react';

interface BoardSectionProps {
  readonly id: string;
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The frame of a board: a landmark named by its heading. */
export function BoardSection({ id, title, wide = false, children }: BoardSectionProps) {
  return (
    <section
      className={`board${wide ? ' board-wide' : ''}`}
      id={id}
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
    >
      <h2 className="board-title" id={`${id}-title`}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Marks what has just changed, in words; it takes its room only beside a status. */
export function ChangedMark({ changed }: { changed: boolean }) {
  return changed ? <span className="changed-mark">Changed just now</span> : null;
}
