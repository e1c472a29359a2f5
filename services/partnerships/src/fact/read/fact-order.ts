import { badArgument, type Order } from '@wizness/kernel';
import { FactMeasure } from '../fact.enums';
import { registerEnumType } from 'type-graphql';
import { FACTOR_OF_FACT } from './convertible-units';
import type { FactFilter } from './fact-filter.types';

export enum FactOrder {
  SUBJECT = 'SUBJECT',
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  DUE_EARLIEST = 'DUE_EARLIEST',
  VALUE_HIGHEST = 'VALUE_HIGHEST',
  VALUE_LOWEST = 'VALUE_LOWEST',
}
registerEnumType(FactOrder, {
  name: 'FactOrder',
  description: 'Order of facts. Property, measure and id break ties.',
  valuesConfig: {
    SUBJECT: { description: 'By subject, property, measure.' },
    NEWEST: { description: 'The last recorded first.' },
    OLDEST: { description: 'The first recorded first.' },
    DUE_EARLIEST: { description: 'The earliest due first; without a due date last.' },
    VALUE_HIGHEST: {
      description: 'The highest quantity first; others last. Refused unless the filter names one unit or property.',
    },
    VALUE_LOWEST: {
      description: 'The lowest quantity first; others last. Refused unless the filter names one unit or property.',
    },
  },
});

/** The number of a quantity in the base unit of its dimension, or in its own unit if that cannot be converted. */
const IN_BASE_UNIT = `coalesce(${FACTOR_OF_FACT}, 1)`;

/** Beyond every stored number, so that facts without one come last. A keyset needs a value for each row. */
const BEYOND = '1e90';

const keysOf = (alias: string) =>
  ({
    subject: { sql: `${alias}.subjectId`, type: 'text' },
    property: { sql: `${alias}.propertyKey`, type: 'text' },
    // Not as text, whose order no index has.
    measure: { sql: `${alias}.measure`, type: 'enum', name: 'fact_measure', values: Object.values(FactMeasure) },
    id: { sql: alias === 'fact' ? 'fact.id' : `${alias}.factId`, type: 'text' },
    recordedAt: { sql: 'fact.knownFrom', type: 'timestamptz' },
    due: { sql: `coalesce(fact.dueEarliest, fact.dueLatest, date '9999-12-31')`, type: 'date' },
    highest: {
      sql: `coalesce(coalesce(fact.amount, fact.upper, fact.lower) * ${IN_BASE_UNIT}, -${BEYOND})`,
      type: 'numeric',
    },
    lowest: {
      sql: `coalesce(coalesce(fact.amount, fact.lower, fact.upper) * ${IN_BASE_UNIT}, ${BEYOND})`,
      type: 'numeric',
    },
  }) as const satisfies Record<string, Order['keys'][number]>;

/** The direction of each order, and its first key. */
const FIRST = {
  SUBJECT: ['ASC', 'subject'],
  NEWEST: ['DESC', 'recordedAt'],
  OLDEST: ['ASC', 'recordedAt'],
  DUE_EARLIEST: ['ASC', 'due'],
  VALUE_HIGHEST: ['DESC', 'highest'],
  VALUE_LOWEST: ['ASC', 'lowest'],
} as const satisfies Record<FactOrder, readonly [Order['direction'], keyof ReturnType<typeof keysOf>]>;

const NEEDS_ONE_UNIT: readonly FactOrder[] = [FactOrder.VALUE_HIGHEST, FactOrder.VALUE_LOWEST];

/**
 * The sort order of a list of facts. `alias` is `fact`, or that of rows of `cited_facts` that are joined to `fact`. Throws BAD_USER_INPUT for an order by value if the filter does
 * not name one unit or property: numbers of different things have no order.
 */
export const factOrder = (order: FactOrder, filter: FactFilter | null | undefined, alias = 'fact'): Order => {
  if (NEEDS_ONE_UNIT.includes(order) && filter?.unit == null && filter?.properties?.length !== 1) {
    const accepted = Object.values(FactOrder).filter((each) => !NEEDS_ONE_UNIT.includes(each));
    throw badArgument(
      ['orderBy'],
      `${order} compares numbers of one unit only. Name one unit or one property in \`filter\`, or choose another order.`,
      accepted,
    );
  }
  const keys = keysOf(alias);
  const [direction, first] = FIRST[order];
  return {
    name: `${alias} by measure, ${order}`,
    direction,
    keys: [keys[first], keys.property, keys.measure, keys.id],
  };
};
