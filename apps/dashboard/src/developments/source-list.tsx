import { independentSources, type Source } from '@ceasefire/domain';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { formatTime } from '../format/dates.ts';
import { languageName } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { formatMoment } from '../timeline/moment-words.ts';
import { isPublishedBy } from './moment-notes.ts';
import { attributionLinks, supportWords } from './sources.ts';

function SourceEntry({ source }: { source: Source }) {
  const { title, url, publishedAt, translatedFrom, anonymous, outlet } = source;
  return (
    <li className="source">
      <p className="source-title">
        {url === undefined ? (
          title
        ) : (
          <a href={url} rel="noreferrer noopener" target="_blank">
            {title}
          </a>
        )}
      </p>
      <p className="fine">
        {/* A name that runs from right to left would pull the day after it apart from its month. */}
        <bdi>{outlet}</bdi>, {formatTime(publishedAt)}
        {translatedFrom !== undefined && ` · translated from ${languageName(translatedFrom)}`}
        {anonymous && ' · source not named'}
      </p>
      <ol className="chain" aria-label="Attribution, from the origin to the outlet">
        {attributionLinks(source).map((link) => (
          <li key={link}>{link}</li>
        ))}
      </ol>
    </li>
  );
}

function Entries({ sources }: { sources: readonly Source[] }) {
  return (
    <ul className="plain">
      {sources.map((source) => (
        <SourceEntry
          key={`${source.outlet}|${source.title}|${source.attributionChain.join('>')}`}
          source={source}
        />
      ))}
    </ul>
  );
}

/** The documents that report a development, each with the way the account took; those published after the moment shown by themselves. */
export function SourceList({ development }: { development: DevelopmentDocument }) {
  const { sources } = development;
  const knownAt = useMonitorState((state) => state.address.knownAt);
  const isKnown = ({ publishedAt }: Source) => isPublishedBy(publishedAt, knownAt);
  const known = sources.filter(isKnown);
  const later = sources.filter((source) => !isKnown(source));
  return (
    <section aria-labelledby="sources-title">
      <h3 id="sources-title">
        Sources{' '}
        {known.length > 0 && (
          <span className="fine">
            {supportWords({ sources: known, independentSources: independentSources(known) })}
          </span>
        )}
      </h3>
      {known.length > 0 && <Entries sources={known} />}
      {knownAt !== null && later.length > 0 && (
        <div role="group" aria-labelledby="later-sources">
          <p id="later-sources" className="later">
            Published later than {formatMoment(knownAt)}, up to which the page is shown
          </p>
          <Entries sources={later} />
        </div>
      )}
    </section>
  );
}
