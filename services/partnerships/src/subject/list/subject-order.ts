import type { Order } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';
import { FactStatus } from '../../fact/fact.enums';
import type { Visible } from '../../visibility/source.visibility';

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
    MOST_FACTS: { description: 'Most facts first.' },
  },
});

/** The sort order of a list of subjects, of which `alias` has `id` and `name_key`. Only facts that are visible count. */
export const subjectOrder = (alias: string, order: SubjectOrder, visible: Visible): Order => {
  const id = { sql: `${alias}.id`, type: 'text' } as const;
  const name = `${alias} ${order}`;
  switch (order) {
    case SubjectOrder.NAME:
      return { name, direction: 'ASC', keys: [{ sql: `${alias}.name_key`, type: 'text' }, id] };
    // Ids start with the time at which they were made.
    case SubjectOrder.NEWEST:
      return { name, direction: 'DESC', keys: [id] };
    case SubjectOrder.MOST_FACTS: {
      const count = `(SELECT count(*) FROM facts counted WHERE counted.subject_id = ${alias}.id
        AND counted.known_to = 'infinity' AND counted.status <> '${FactStatus.RETRACTED}' AND ${visible.fact('counted')})`;
      return { name, direction: 'DESC', keys: [{ sql: count, type: 'integer' }, id] };
    }
  }
};
