import type { DevelopmentDocument } from '../connection/wire.ts';
import { formatOccurred } from '../format/occurred.ts';
import { idWords, kindWords, listWords } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf, type Reference } from '../situation/reference.ts';
import { badgesOf } from './badges.ts';
import { certaintyWords, detailLines, modalityWords, type DetailLine } from './details-words.ts';
import { History } from './history.tsx';
import { MergeLines } from './merge-lines.tsx';
import { momentNotes } from './moment-notes.ts';
import { SourceList } from './source-list.tsx';

function linesOf(development: DevelopmentDocument, reference: Reference): readonly DetailLine[] {
  const { actors, places, process, codes } = development;
  const who = actors.map(
    ({ id, role }) => `${nameOf(reference, 'actors', id)} (${idWords(role).toLowerCase()})`,
  );
  const where = places.map((id) => nameOf(reference, 'places', id));
  const coded = Object.entries(codes).map(([scheme, code]) => `${scheme.toUpperCase()} ${code}`);
  return [
    { name: 'Who', value: listWords(who) },
    { name: 'Where', value: listWords(where) },
    { name: 'Part of', value: process === null ? '' : nameOf(reference, 'processes', process) },
    ...detailLines(development, reference),
    { name: 'Codes', value: coded.join(' · ') },
  ].filter(({ value }) => value !== '');
}

function MomentNotes({ development }: { development: DevelopmentDocument }) {
  const moment = useMonitorState((state) => state.address);
  return momentNotes(development, moment).map((note) => (
    <p key={note} className="moment-note">
      {note}
    </p>
  ));
}

/** Everything on record about one development. */
export function DevelopmentDetails({ development }: { development: DevelopmentDocument }) {
  const reference = useMonitorState((state) => state.reference);
  const badges = badgesOf(development);
  return (
    <>
      <p className="development-kind">{kindWords(development.kind)}</p>
      <h2 id="details-title" className="details-title">
        {development.summary}
      </h2>
      <p className="details-date">{formatOccurred(development.occurred)}</p>
      <p className="fine">
        {certaintyWords(development)} {modalityWords(development)}
      </p>
      <MomentNotes development={development} />
      {badges.length > 0 && (
        <ul className="badge-notes">
          {badges.map(({ words, explanation }) => (
            <li key={words}>
              <span className="badge">{words}</span> <span className="fine">{explanation}</span>
            </li>
          ))}
        </ul>
      )}
      <dl className="detail-lines">
        <MergeLines development={development} />
        {linesOf(development, reference).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SourceList development={development} />
      <History id={development.id} />
      <p className="fine record-line">
        Record {development.id}, version {development.version}
      </p>
    </>
  );
}
