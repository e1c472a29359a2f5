import type { EntityManager, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { FactStatus } from '../fact/fact.enums';
import type { Visible } from '../visibility/source.visibility';

/** A row that stands only because a fact says so. */
interface Stated {
  readonly factId: string;
}

/** The rows of `entity` whose facts may be seen and count: neither superseded by a newer version, nor retracted. */
export const stated = <Row extends Stated>(
  db: EntityManager,
  visible: Visible,
  entity: EntityTarget<Row>,
  alias: string,
): SelectQueryBuilder<Row> =>
  db
    .createQueryBuilder(entity, alias)
    .innerJoin(
      Fact,
      'stating',
      `stating.id = ${alias}.factId AND stating.supersededAt IS NULL AND stating.status <> '${FactStatus.RETRACTED}'`,
    )
    .where(visible.fact('stating.id'), visible.parameters);

/**
 * Whether `given` is to take the place of what is there: the fact that said so counts no more, so that its words do not
 * stand against the newer ones.
 */
export const isOutdated = async (db: EntityManager, there: Stated, given: Stated): Promise<boolean> => {
  if (there.factId === given.factId) return false;
  const { supersededAt, status } = await db.findOneByOrFail(Fact, { id: there.factId });
  return supersededAt !== null || status === FactStatus.RETRACTED;
};
