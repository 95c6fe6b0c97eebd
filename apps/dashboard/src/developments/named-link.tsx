import { DevelopmentLink } from './development-link.tsx';
import { useDevelopment } from './use-development.ts';

/** Leads to a development by its summary, which is read where the page does not have it yet. */
export function NamedLink({ id }: { id: string }) {
  const { development } = useDevelopment(id);
  return <DevelopmentLink id={id}>{development?.summary ?? id}</DevelopmentLink>;
}
