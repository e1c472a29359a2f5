import { rowsByKey } from '@wizness/kernel';
import type { EntityManager, EntityTarget } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { FactStatus } from '../fact/fact.enums';
import type { Visible } from '../visibility/source.visibility';

/** A row that is valid only while its fact is: an affiliation, a participation, an ordered item. */
interface FactBacked {
  readonly factId: string;
}

/** `rowsByKey` of the rows whose fact is visible to the viewer, current and not retracted. */
export const factBackedRows = <Row extends FactBacked, Key extends keyof Row & string>(
  db: EntityManager,
  { fact: isVisible, parameters }: Visible,
  entity: EntityTarget<Row>,
  key: Key,
  order: { readonly [Property in keyof Row]?: 'ASC' },
) =>
  rowsByKey(db, entity, key, {
    order,
    where: {
      table: 'stated',
      sql: `EXISTS (SELECT FROM facts backing WHERE backing.id = stated.fact_id AND backing.known_to = 'infinity'
        AND backing.status <> '${FactStatus.RETRACTED}' AND ${isVisible('backing')})`,
      parameters,
    },
  });

/**
 * Whether the given row replaces the existing one: it has another fact, and the fact of the existing row is superseded or
 * retracted.
 */
export const isOutdated = async (db: EntityManager, existing: FactBacked, given: FactBacked): Promise<boolean> => {
  if (existing.factId === given.factId) return false;
  const { knownTo, status } = await db.findOneByOrFail(Fact, { id: existing.factId });
  return knownTo !== null || status === FactStatus.RETRACTED;
};
