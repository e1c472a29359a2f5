import { scaleLinear } from 'd3-scale';
import { Link } from '@tanstack/react-router';
import type { FactLineFragment } from '../generated/operations';
import { useEnumLabel, useTexts } from '../language/language';
import { Status, useValue, useWhen } from './fact-words';

/** Width of the whole axis, in per cent of the figure. */
const AXIS = 98;
/** A label of this many characters is about as wide as this many per cent of a narrow screen. */
const PERCENT_PER_CHARACTER = 2.4;
const BAR = { top: 22, height: 18 };

/** The number to draw a quantity at; null if no bound of it is known. The text beside it is never made from this number. */
const positionOf = ({ value }: FactLineFragment): number | null => {
  if (value?.__typename !== 'QuantityValue') return null;
  const amount = value.amount ?? value.lower ?? value.upper;
  return amount === null ? null : Number(amount);
};

const IN_ORDER = ['ACTUAL', 'BASELINE', 'TARGET'] as const;

interface Drawn {
  readonly fact: FactLineFragment;
  readonly at: number;
}

/** Actuals are bars, a baseline a dotted line, a target a tall line: they differ by shape, so that a print in grey can be read. */
const Mark = ({ fact, x }: { readonly fact: FactLineFragment; readonly x: number }) => {
  switch (fact.measure) {
    case 'TARGET':
      return <line className="target" x1={`${x}%`} x2={`${x}%`} y1={BAR.top - 12} y2={BAR.top + BAR.height + 12} />;
    case 'BASELINE':
      return <line className="baseline" x1={`${x}%`} x2={`${x}%`} y1={BAR.top - 8} y2={BAR.top + BAR.height + 8} />;
    default:
      return <rect className="actual" x={0} y={BAR.top} width={`${Math.max(x, 0.5)}%`} height={BAR.height} />;
  }
};

/** Labels that would overlap are moved to the second line. */
const labelRows = (
  drawn: readonly Drawn[],
  x: (value: number) => number,
  texts: readonly string[],
): readonly number[] => {
  const ends = [-Infinity, -Infinity];
  return drawn.map(({ at }, index) => {
    const half = ((texts[index]?.length ?? 0) * PERCENT_PER_CHARACTER) / 2;
    const row = x(at) - half > (ends[0] ?? 0) ? 0 : 1;
    ends[row] = x(at) + half;
    return row;
  });
};

interface Properties {
  readonly title: string;
  /** Facts of one property in one unit. */
  readonly facts: readonly FactLineFragment[];
}

/** Baseline, target and what was reached, on one axis from 0, with the same figures as a list below. */
export const Bullet = ({ title, facts }: Properties) => {
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const valueOf = useValue();
  const whenOf = useWhen();
  const drawn = facts
    .flatMap((fact): readonly Drawn[] => {
      const at = positionOf(fact);
      return at === null ? [] : [{ fact, at }];
    })
    .toSorted((a, b) => a.at - b.at);
  const largest = drawn.at(-1)?.at ?? 0;
  const x = scaleLinear([0, largest || 1], [0, AXIS]);
  const distinct = drawn.filter(
    ({ fact, at }, index) =>
      !drawn.slice(0, index).some((each) => each.at === at && each.fact.measure === fact.measure),
  );
  const labels = distinct.map(({ fact }) => valueOf(fact));
  const rows = labelRows(distinct, x, labels);
  const summary = drawn
    .map(
      ({ fact }) =>
        `${enumLabel('FactMeasure', fact.measure)} ${valueOf(fact)}, ${whenOf(fact) ?? texts.dates.notDated}`,
    )
    .join('; ');
  return (
    <figure className="bullet">
      <figcaption>{title}</figcaption>
      <svg data-picture="targets" role="img" aria-label={texts.labelled(title, summary)}>
        <line className="axis" x1={0} x2={`${AXIS}%`} y1={BAR.top + BAR.height} y2={BAR.top + BAR.height} />
        {IN_ORDER.flatMap((measure) =>
          distinct
            .filter(({ fact }) => fact.measure === measure)
            .toReversed()
            .map(({ fact, at }) => <Mark key={fact.id} fact={fact} x={x(at)} />),
        )}
        {distinct.map(({ fact, at }, index) => (
          <text
            key={fact.id}
            x={`${x(at)}%`}
            y={BAR.top + BAR.height + 18 + (rows[index] ?? 0) * 14}
            textAnchor={at === largest ? 'end' : 'middle'}
          >
            {labels[index]}
          </text>
        ))}
      </svg>
      <ul className="legend">
        {drawn.map(({ fact }) => (
          <li key={fact.id} data-measure={fact.measure}>
            {enumLabel('FactMeasure', fact.measure)}{' '}
            <Link to="/facts/$id" params={{ id: fact.id }}>
              {valueOf(fact)}
            </Link>
            , {whenOf(fact) ?? texts.dates.notDated} <Status status={fact.status} />
          </li>
        ))}
      </ul>
    </figure>
  );
};
