import { Field, InputType } from 'type-graphql';
import { LocalDateScalar } from './scalars';

@InputType({
  description:
    'A range of days, both ends included, in UTC. Used for every date filter. An end before the start is refused.',
})
export class DateRange {
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day. Null: no lower bound.' })
  readonly from?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day. Null: no upper bound.' })
  readonly to?: string | null;
}

/**
 * SQL conditions that the instant in `column` (a timestamp with time zone) is on one of the days, which are in UTC. `parameter` registers
 * a value and returns its placeholder.
 */
export const instantInRange = (
  column: string,
  { from, to }: DateRange,
  parameter: (value: string) => string,
): string[] => [
  ...(from == null ? [] : [`${column} >= CAST(${parameter(from)} AS date)::timestamp AT TIME ZONE 'UTC'`]),
  ...(to == null ? [] : [`${column} < (CAST(${parameter(to)} AS date) + 1)::timestamp AT TIME ZONE 'UTC'`]),
];

/**
 * SQL conditions that a fuzzy date, given by its first and last possible day, may be on one of the days. A date of which
 * both ends are unknown does not match. `parameter` registers a value and returns its placeholder.
 */
export const fuzzyDateInRange = (
  { earliest, latest }: { readonly earliest: string; readonly latest: string },
  { from, to }: DateRange,
  parameter: (value: string) => string,
): string[] => [
  `(${earliest} IS NOT NULL OR ${latest} IS NOT NULL)`,
  ...(from == null ? [] : [`coalesce(${latest}, 'infinity') >= CAST(${parameter(from)} AS date)`]),
  ...(to == null ? [] : [`coalesce(${earliest}, '-infinity') <= CAST(${parameter(to)} AS date)`]),
];
