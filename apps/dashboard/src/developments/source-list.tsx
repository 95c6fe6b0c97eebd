import type { Source } from '@ceasefire/domain';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { formatTime } from '../format/dates.ts';
import { languageName } from '../format/words.ts';
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
        {outlet}, {formatTime(publishedAt)}
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

/** The documents that report a development, each with the way the account took. */
export function SourceList({ development }: { development: DevelopmentDocument }) {
  return (
    <section aria-labelledby="sources-title">
      <h3 id="sources-title">
        Sources <span className="fine">{supportWords(development)}</span>
      </h3>
      <ul className="plain">
        {development.sources.map((source) => (
          <SourceEntry
            key={`${source.outlet}|${source.title}|${source.attributionChain.join('>')}`}
            source={source}
          />
        ))}
      </ul>
    </section>
  );
}
