import type { DevelopmentDocument } from '../connection/wire.ts';
import { NamedLink } from './named-link.tsx';

/** The lines of the details that lead to the development that this one was merged into, and to those merged into it. */
export function MergeLines({ development }: { development: DevelopmentDocument }) {
  const { mergedInto, absorbed } = development;
  return (
    <>
      {mergedInto !== null && (
        <div>
          <dt>Merged into</dt>
          <dd>
            <NamedLink id={mergedInto} />
          </dd>
        </div>
      )}
      {absorbed.length > 0 && (
        <div>
          <dt>Also reported as</dt>
          {absorbed.map((id) => (
            <dd key={id}>
              <NamedLink id={id} />
            </dd>
          ))}
        </div>
      )}
    </>
  );
}
