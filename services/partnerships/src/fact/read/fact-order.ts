import { badArgument, type Order } from '@wizness/kernel';
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

const KEYS = {
  subject: { sql: 'fact.subjectId', type: 'text' },
  property: { sql: 'fact.propertyKey', type: 'text' },
  measure: { sql: 'CAST(fact.measure AS text)', type: 'text' },
  id: { sql: 'fact.id', type: 'text' },
  recordedAt: { sql: 'fact.recordedAt', type: 'timestamptz' },
  due: { sql: `coalesce(fact.dueEarliest, fact.dueLatest, date '9999-12-31')`, type: 'date' },
  highest: {
    sql: `coalesce(coalesce(fact.amount, fact.upper, fact.lower) * ${IN_BASE_UNIT}, -${BEYOND})`,
    type: 'numeric',
  },
  lowest: {
    sql: `coalesce(coalesce(fact.amount, fact.lower, fact.upper) * ${IN_BASE_UNIT}, ${BEYOND})`,
    type: 'numeric',
  },
} as const satisfies Record<string, Order['keys'][number]>;

const ORDERS: Readonly<Record<FactOrder, Pick<Order, 'direction' | 'keys'>>> = {
  SUBJECT: { direction: 'ASC', keys: [KEYS.subject, KEYS.property, KEYS.measure, KEYS.id] },
  NEWEST: { direction: 'DESC', keys: [KEYS.recordedAt, KEYS.property, KEYS.measure, KEYS.id] },
  OLDEST: { direction: 'ASC', keys: [KEYS.recordedAt, KEYS.property, KEYS.measure, KEYS.id] },
  DUE_EARLIEST: { direction: 'ASC', keys: [KEYS.due, KEYS.property, KEYS.measure, KEYS.id] },
  VALUE_HIGHEST: { direction: 'DESC', keys: [KEYS.highest, KEYS.property, KEYS.measure, KEYS.id] },
  VALUE_LOWEST: { direction: 'ASC', keys: [KEYS.lowest, KEYS.property, KEYS.measure, KEYS.id] },
};

const NEEDS_ONE_UNIT: readonly FactOrder[] = [FactOrder.VALUE_HIGHEST, FactOrder.VALUE_LOWEST];

/**
 * The sort order of a list of facts, whose alias is `fact`. Throws BAD_USER_INPUT for an order by value if the filter does
 * not name one unit or property: numbers of different things have no order.
 */
export const factOrder = (order: FactOrder, filter: FactFilter | null | undefined, list = 'facts'): Order => {
  if (NEEDS_ONE_UNIT.includes(order) && filter?.unit == null && filter?.properties?.length !== 1) {
    const accepted = Object.values(FactOrder).filter((each) => !NEEDS_ONE_UNIT.includes(each));
    throw badArgument(
      ['orderBy'],
      `${order} compares numbers of one unit only. Name one unit or one property in \`filter\`, or choose another order.`,
      accepted,
    );
  }
  return { name: `${list} ${order}`, ...ORDERS[order] };
};
