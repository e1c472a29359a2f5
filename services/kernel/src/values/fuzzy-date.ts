import readEdtf from 'edtf';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { CodedError } from '../errors/coded-error';
import { LocalDateScalar } from './scalars';

/** From finest to coarsest. The order decides the precision of an interval. */
export enum DatePrecision {
  DAY = 'DAY',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
  DECADE = 'DECADE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(DatePrecision, {
  name: 'DatePrecision',
  description: 'The precision of a date. An interval has the precision of its coarser end.',
  valuesConfig: {
    DAY: { description: 'To the day: 2012-07-11.' },
    MONTH: { description: 'To the month: 2011-07.' },
    QUARTER: { description: 'To the quarter: 2011-33 is January to March 2011, 2011-36 October to December.' },
    YEAR: { description: 'To the year: 1998.' },
    DECADE: { description: 'To the decade: 201X.' },
    UNKNOWN: { description: 'Nothing is known: XXXX, or an interval open at both ends.' },
  },
});

/** A text is not a date in the supported subset of EDTF. The message gives examples of valid dates. */
export class InvalidEdtf extends CodedError {
  readonly code = 'INVALID_EDTF';

  constructor(
    readonly text: string,
    reason: string,
  ) {
    super(
      `"${text}" is not a supported date: ${reason}. Write EDTF, such as 1998, 2011-07, 2012-07-11, 2011-35 (third quarter), 201X, 2011~, ../2015 or 2008/2011.`,
    );
  }
}

@Directive('@shareable')
@ObjectType({ description: 'A date that may be incomplete, approximate or an interval.' })
export class FuzzyDate {
  @Field(() => String, {
    description:
      'The date in EDTF (ISO 8601-2): 1998, 2011-07, 2012-07-11, 2011-35 (third quarter), 201X, ../2015, 2008/.., 2011~ (about), 2011? (uncertain), XXXX (unknown).',
  })
  readonly edtf: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First possible day, in UTC; null if there is no lower bound. `approximate` does not widen it.',
  })
  readonly earliest: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last possible day, in UTC; null if there is no upper bound. `approximate` does not widen it.',
  })
  readonly latest: string | null;

  @Field(() => DatePrecision, { description: 'Precision of the date.' })
  readonly precision: DatePrecision;

  @Field(() => Boolean, {
    description: 'Whether the date, or one end of an interval, is approximate (`~`), uncertain (`?`) or both (`%`).',
  })
  readonly approximate: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The words of the source text that state the date; null if the date is not from a text.',
  })
  readonly raw: string | null;

  /** Parses EDTF (Library of Congress, 2019), except forms without bounds in days. Throws {@link InvalidEdtf}. */
  static fromEdtf(edtf: string, raw: string | null = null): FuzzyDate {
    return Object.assign(new FuzzyDate(), boundsOf(edtf), { edtf, raw });
  }

  /**
   * A date of which nothing is known: XXXX, a year with unspecified digits (EDTF level 2). `..` would mean an open end,
   * which exists only in an interval.
   */
  static unknown(raw: string | null = null): FuzzyDate {
    return FuzzyDate.fromEdtf(UNKNOWN, raw);
  }
}

type Bounds = Pick<FuzzyDate, 'earliest' | 'latest' | 'precision' | 'approximate'>;

const UNKNOWN = 'XXXX';
const NOTHING_KNOWN: Bounds = { earliest: null, latest: null, precision: DatePrecision.UNKNOWN, approximate: false };

/** A date with X for its month or day has the precision of the year or the month. */
const SHAPES: readonly (readonly [RegExp, DatePrecision])[] = [
  [/^\d{4}-\d{2}-\d{2}[~?%]?$/, DatePrecision.DAY],
  [/^\d{4}-3[3-6][~?%]?$/, DatePrecision.QUARTER],
  [/^\d{4}-(0\d|1\d)(-XX)?[~?%]?$/, DatePrecision.MONTH],
  [/^\d{4}(-XX){0,2}[~?%]?$/, DatePrecision.YEAR],
  [/^\d{3}X$/, DatePrecision.DECADE],
];

const boundsOf = (edtf: string): Bounds => {
  const ends = edtf.split('/');
  if (ends.length > 2) throw new InvalidEdtf(edtf, 'an interval has two ends');
  const [start, end] = ends.map((side) =>
    isOpen(side) && ends.length === 2 ? NOTHING_KNOWN : boundsOfSide(side, edtf),
  );
  if (!start) throw new InvalidEdtf(edtf, 'it is empty');
  return end ? span(start, end, edtf) : start;
};

/** Dates whose bounds are kept: many facts of a page have the same. */
const MAX_KNOWN = 2000;
const knownBounds = new Map<string, Bounds>();

/** The bounds of a stored date. A page reads hundreds, and parsing one takes longer than reading its row. */
const boundsOfStored = (edtf: string): Bounds => {
  const known = knownBounds.get(edtf);
  if (known) return known;
  if (knownBounds.size >= MAX_KNOWN) knownBounds.clear();
  const bounds = boundsOf(edtf);
  knownBounds.set(edtf, bounds);
  return bounds;
};

const isOpen = (side: string): boolean => side === '' || side === '..';

const span = (start: Bounds, end: Bounds, edtf: string): Bounds => {
  const { earliest } = start;
  const { latest } = end;
  if (earliest && latest && earliest > latest) throw new InvalidEdtf(edtf, 'the interval ends before it starts');
  const known = [start, end].filter(({ precision }) => precision !== DatePrecision.UNKNOWN);
  const fineToCoarse = Object.values(DatePrecision);
  const precision = fineToCoarse.findLast((each) => known.some((side) => side.precision === each));
  return {
    earliest,
    latest,
    precision: precision ?? DatePrecision.UNKNOWN,
    approximate: start.approximate || end.approximate,
  };
};

const boundsOfSide = (side: string, whole: string): Bounds => {
  if (side === UNKNOWN) return NOTHING_KNOWN;
  const shape = SHAPES.find(([pattern]) => pattern.test(side));
  if (!shape) throw new InvalidEdtf(whole, side === '' ? 'it is empty' : `"${side}" has an unsupported form`);
  if (/^000[0X]/.test(side)) throw new InvalidEdtf(whole, 'there is no year 0');
  const { min, max } = readSide(side, whole);
  return { earliest: dayOf(min), latest: dayOf(max), precision: shape[1], approximate: /[~?%]$/.test(side) };
};

const readSide = (side: string, whole: string) => {
  let date: ReturnType<typeof readEdtf>;
  try {
    date = readEdtf(side, { level: 2, seasonUncertainty: true });
  } catch {
    throw new InvalidEdtf(whole, `"${side}" has a month or day that does not exist`);
  }
  // The library silently turns 29 February of a common year into 1 March.
  if (date.edtf !== side) throw new InvalidEdtf(whole, `"${side}" is a day that does not exist`);
  return date;
};

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

type StoredDate = { readonly edtf: string; readonly raw: string | null };

/** Stores a {@link FuzzyDate} as jsonb `{edtf, raw}`. The bounds are computed when it is read. */
export const fuzzyDateColumn = {
  to: (date: FuzzyDate | null | undefined): StoredDate | null | undefined => date && { edtf: date.edtf, raw: date.raw },
  from: (stored: StoredDate | null | undefined): FuzzyDate | null =>
    stored ? Object.assign(new FuzzyDate(), boundsOfStored(stored.edtf), { edtf: stored.edtf, raw: stored.raw }) : null,
};
