import { scaleLinear } from 'd3-scale';
import { Link } from '@tanstack/react-router';
import type { AboutSubjectFragment } from '../../generated/operations';
import { formatFuzzyDate } from '../../format/fuzzy-date';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Status, useValue } from '../fact-words';
import { domainOf, entriesOf, type Entry, ticksOf } from './entries';
import { type Placed, placeInLanes } from './lanes';

/** In pixels. */
const LANE = 46;
const TOP = 24;
/** A character is about as wide as this many per cent of the narrowest picture; narrower screens show the list. */
const PERCENT_PER_CHARACTER = 1.1;
/** A mark that is not a day is never as small as one. In per cent of the picture. */
const SMALLEST_BAR = 1.2;
const LONGEST_LABEL = 44;

const shorten = (text: string): string =>
  text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL).replace(/\s+\S*$/, '')} …`;

/** What happened and when, in words. */
const useWords = () => {
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const valueOf = useValue();
  return ({ fact, date, isDue }: Entry): { readonly what: string; readonly when: string } => {
    const { property, measure, value } = fact;
    const kind = measure === 'STATEMENT' ? '' : ` (${enumLabel('FactMeasure', measure).toLowerCase()})`;
    // A date that the fact states is when it happened, and needs not be said twice.
    const what =
      value?.__typename === 'DateValue' ? property.label : texts.labelled(property.label + kind, valueOf(fact));
    return { what, when: formatFuzzyDate(language, texts, date, isDue ? 'due' : 'validity') };
  };
};

interface MarkProperties {
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
  readonly y: number;
}

/** A day is a dot, a longer time a bar as long as it; an end that is not known fades out. */
const Mark = ({ entry: { date, from, to }, start, end, y }: MarkProperties) => {
  const fade = from === null ? 'url(#timeline-before)' : to === null ? 'url(#timeline-after)' : undefined;
  const fill = fade ?? (date.approximate ? 'url(#timeline-about)' : undefined);
  if (date.precision === 'DAY' && fill === undefined)
    return <circle className="day" cx={`${(start + end) / 2}%`} cy={y} r={5} />;
  return <rect className="period" x={`${start}%`} y={y - 5} width={`${end - start}%`} height={10} fill={fill} />;
};

const Patterns = () => (
  <defs>
    <linearGradient id="timeline-before">
      <stop offset="0" className="faded" />
      <stop offset="1" className="solid" />
    </linearGradient>
    <linearGradient id="timeline-after">
      <stop offset="0" className="solid" />
      <stop offset="1" className="faded" />
    </linearGradient>
    <pattern id="timeline-about" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line className="hatch" x1="0" x2="0" y1="0" y2="6" />
    </pattern>
  </defs>
);

const Picture = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const { timeline: texts } = useTexts();
  const wordsOf = useWords();
  const domain = domainOf(entries);
  const x = scaleLinear(domain, [0, 100]);
  const boxes = entries.map((entry) => {
    const { what, when } = wordsOf(entry);
    const start = entry.from === null ? 0 : x(entry.from);
    const end = Math.max(entry.to === null ? 100 : x(entry.to), start + SMALLEST_BAR);
    const label = Math.max(shorten(what).length, when.length) * PERCENT_PER_CHARACTER;
    return { start, end, label, isOpenAtStart: entry.from === null };
  });
  const placed = placeInLanes(boxes);
  // The label of a year needs space on both sides.
  const ticks = ticksOf(domain).filter(({ at }) => x(at) > 3 && x(at) < 97);
  const height = TOP + LANE * (Math.max(...placed.map(({ lane }) => lane)) + 1);
  return (
    <svg data-picture="timeline" role="group" aria-label={texts.title} height={height + 4}>
      <Patterns />
      <g aria-hidden="true">
        {ticks.map(({ year, at }) => (
          <g key={year} className="tick">
            <line x1={`${x(at)}%`} x2={`${x(at)}%`} y1={16} y2={height} />
            <text x={`${x(at)}%`} y={11} textAnchor="middle">
              {year}
            </text>
          </g>
        ))}
      </g>
      {entries.map((entry, index) => {
        const { what, when } = wordsOf(entry);
        const { start, end } = boxes[index] ?? { start: 0, end: 0 };
        const { lane, labelAt, anchor }: Placed = placed[index] ?? { lane: 0, labelAt: 0, anchor: 'start' };
        const y = TOP + lane * LANE + 6;
        return (
          <Link key={entry.fact.id} to="/facts/$id" params={{ id: entry.fact.id }} data-status={entry.fact.status}>
            <Mark entry={entry} start={start} end={end} y={y} />
            <text x={`${labelAt}%`} y={y + 18} textAnchor={anchor}>
              {shorten(what)}
            </text>
            <text x={`${labelAt}%`} y={y + 32} textAnchor={anchor} className="when">
              {when}
            </text>
          </Link>
        );
      })}
    </svg>
  );
};

const List = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const { timeline: texts } = useTexts();
  const wordsOf = useWords();
  return (
    <table>
      <caption className="visually-hidden">{texts.title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.columns.when}</th>
          <th scope="col">{texts.columns.what}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { what, when } = wordsOf(entry);
          return (
            <tr key={entry.fact.id}>
              <td data-label={texts.columns.when}>{when}</td>
              <td data-label={texts.columns.what}>
                <Link to="/facts/$id" params={{ id: entry.fact.id }}>
                  {what}
                </Link>{' '}
                <Status status={entry.fact.status} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** What happened to a subject and when, as exactly as it is known, as a picture and a list. Nothing if no fact is dated. */
export const Timeline = ({ subject: { timeline, facts } }: { readonly subject: AboutSubjectFragment }) => {
  const { timeline: texts } = useTexts();
  const language = useLanguage();
  const entries = entriesOf(timeline?.nodes ?? []);
  if (entries.length === 0) return null;
  const dated = timeline?.totalCount ?? entries.length;
  const undated = Math.max((facts?.totalCount ?? 0) - dated, 0);
  return (
    <section aria-labelledby="timeline" className="timeline">
      <h2 id="timeline">{texts.title}</h2>
      <p>
        {texts.summary(dated, undated)} {dated > entries.length && texts.first(formatCount(language, entries.length))}
      </p>
      <Picture entries={entries} />
      <details className="twin">
        <summary>{texts.list}</summary>
        <List entries={entries} />
      </details>
    </section>
  );
};
