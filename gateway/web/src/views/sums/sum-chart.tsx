import { scaleLinear } from 'd3-scale';
import { useLanguage, useTexts } from '../../language/language';
import { formatPer, formatQuantity } from '../../format/value';
import { axisOf, type Group, keyOf, nameOf } from './group';

/** In pixels. */
const ROW = { height: 44, bar: 16, top: 22 };
/** In per cent of the figure: the end of the longest bar. */
const LONGEST = 98;

type SumRange = NonNullable<Group['sum']>;

/** The larger bound of a sum that is known, for drawing. The text beside it is never made from this number. */
const lengthOf = ({ lower, upper }: SumRange): number => Number(upper ?? lower ?? 0);

type Bounds = Pick<SumRange, 'lower' | 'upper'> & Partial<Pick<SumRange, 'approximate'>>;

/** A number of a group, which may be a range, as "30", "at least 1,000" or "1,000–1,200"; null if neither bound is known. */
export const useBoundsWords = (): ((unit: Group['unit'], bounds: Bounds) => string | null) => {
  const language = useLanguage();
  const texts = useTexts();
  return (unit, { lower, upper, approximate = false }) => {
    if (!unit || (lower === null && upper === null)) return null;
    const amount = lower === upper ? lower : null;
    return formatQuantity(language, texts, {
      ...{ __typename: 'QuantityValue', amount, lower, upper, approximate, raw: '', unit },
    });
  };
};

/** A sum with its unit in words: "30", "1,000–1,200 per year". */
export const useSumWords = (): ((group: Group) => string | null) => {
  const texts = useTexts();
  const wordsOf = useBoundsWords();
  return ({ sum, unit }) => sum && unit && [wordsOf(unit, sum), formatPer(texts, { unit })].filter(Boolean).join(' ');
};

/** Sums of one property in one unit, from 0, the largest first. A range is a bar to its lower end, and an outline to its upper one. */
const Axis = ({ groups }: { readonly groups: readonly Group[] }) => {
  const wordsOf = useSumWords();
  const { labelled } = useTexts();
  const largest = Math.max(...groups.map(({ sum }) => (sum ? lengthOf(sum) : 0)));
  const x = scaleLinear([0, largest || 1], [0, LONGEST]);
  const [first] = groups;
  if (!first) return null;
  const unit = first.unit?.label;
  const title = `${keyOf(first, 'PROPERTY')?.label ?? ''}${unit ? ` (${unit})` : ''}`;
  const summary = groups.map((group) => labelled(nameOf(group), wordsOf(group) ?? '')).join('; ');
  return (
    <figure className="sums">
      <figcaption>{title}</figcaption>
      <svg data-picture="sums" role="img" aria-label={`${title}. ${summary}`} height={groups.length * ROW.height}>
        {groups.map((group, index) => {
          const { sum } = group;
          if (!sum) return null;
          const y = index * ROW.height + ROW.top;
          const upper = x(lengthOf(sum));
          const lower = x(Number(sum.lower ?? 0));
          return (
            <g key={nameOf(group)} data-measure={keyOf(group, 'MEASURE')?.value}>
              <text x={0} y={y - 6}>
                {labelled(nameOf(group), '')}
                <tspan>{wordsOf(group)}</tspan>
              </text>
              {upper !== lower && <rect className="range" x={0} y={y} width={`${upper}%`} height={ROW.bar} />}
              <rect className="bar" x={0} y={y} width={`${Math.max(lower, 0.5)}%`} height={ROW.bar} />
            </g>
          );
        })}
      </svg>
    </figure>
  );
};

/** One chart for each property and unit, so that nothing is compared that cannot be. Groups without a sum are in the table alone. */
export const SumChart = ({ groups }: { readonly groups: readonly Group[] }) => {
  const axes = new Map<string, Group[]>();
  for (const group of groups) {
    if (group.sum) axes.set(axisOf(group), [...(axes.get(axisOf(group)) ?? []), group]);
  }
  return (
    <>
      {[...axes].map(([axis, all]) => (
        <Axis key={axis} groups={all} />
      ))}
    </>
  );
};
