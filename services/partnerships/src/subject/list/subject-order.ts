import type { Order } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';

export enum SubjectOrder {
  NAME = 'NAME',
  NEWEST = 'NEWEST',
  MOST_FACTS = 'MOST_FACTS',
}
registerEnumType(SubjectOrder, {
  name: 'SubjectOrder',
  description: 'Order of organisations, persons, programmes and partnerships.',
  valuesConfig: {
    NAME: { description: 'By name.' },
    NEWEST: { description: 'The last recorded first.' },
    MOST_FACTS: {
      description: 'Most current facts that everybody may see first.',
    },
  },
});

/** The sort order of a list of subjects, of which `alias` has `id`, `name_key` and `fact_count`. */
export const subjectOrder = (alias: string, order: SubjectOrder): Order => {
  const id = { sql: `${alias}.id`, type: 'text' } as const;
  const name = `${alias} ${order}`;
  switch (order) {
    case SubjectOrder.NAME:
      return { name, direction: 'ASC', keys: [{ sql: `${alias}.name_key`, type: 'text' }, id] };
    // Ids start with the time at which they were made.
    case SubjectOrder.NEWEST:
      return { name, direction: 'DESC', keys: [id] };
    // A count of each viewer's own facts would be computed for all subjects.
    case SubjectOrder.MOST_FACTS:
      return { name, direction: 'DESC', keys: [{ sql: `${alias}.fact_count`, type: 'integer' }, id] };
  }
};
