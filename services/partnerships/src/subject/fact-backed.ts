import type { EntityManager, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { FactStatus } from '../fact/fact.enums';
import type { Visible } from '../visibility/source.visibility';

/** A row that is valid only while its fact is: an affiliation, a participation, an ordered item. */
interface FactBacked {
  readonly factId: string;
}

/** The rows of `entity` whose fact is visible to the viewer, current and not retracted. */
export const factBackedRows = <Row extends FactBacked>(
  db: EntityManager,
  visible: Visible,
  entity: EntityTarget<Row>,
  alias: string,
): SelectQueryBuilder<Row> =>
  db
    .createQueryBuilder(entity, alias)
    .innerJoin(
      Fact,
      'backing',
      `backing.id = ${alias}.factId AND backing.knownTo = 'infinity' AND backing.status <> '${FactStatus.RETRACTED}'`,
    )
    .where(visible.fact('backing'), visible.parameters);

/**
 * Whether the given row replaces the existing one: it has another fact, and the fact of the existing row is superseded or
 * retracted.
 */
export const isOutdated = async (db: EntityManager, existing: FactBacked, given: FactBacked): Promise<boolean> => {
  if (existing.factId === given.factId) return false;
  const { knownTo, status } = await db.findOneByOrFail(Fact, { id: existing.factId });
  return knownTo !== null || status === FactStatus.RETRACTED;
};
