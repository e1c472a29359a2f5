import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freezeMeans } from '../summary/frozen-means';
import { hasEnoughRatings } from '../summary/ranking';
import { createKindTotals } from './1764210000000-list-indexes';

/**
 * The rank of each subject, stored: the best rated are read in the order of an index. Means of kinds are computed once a day,
 * so that the totals of kinds, which every rating changed, are not needed.
 */
export class Ranks1764450000000 implements MigrationInterface {
  readonly name = 'Ranks1764450000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER change_subject_of_totals ON rateable_subjects');
    await db.query('DROP TRIGGER move_kind_totals_update ON rating_summaries');
    await db.query('DROP TRIGGER move_kind_totals_insert ON rating_summaries');
    await db.query('DROP FUNCTION change_subject_of_totals, move_kind_totals');
    await db.query('DROP TABLE kind_totals');
    await db.query('CREATE TABLE rating_means (kind rateable_kind PRIMARY KEY, mean numeric NOT NULL)');
    await db.query(
      'ALTER TABLE rating_summaries ADD kind rateable_kind, ADD bayesian_average numeric NOT NULL DEFAULT 3',
    );
    await db.query('INSERT INTO rating_summaries (subject_id) SELECT id FROM rateable_subjects ON CONFLICT DO NOTHING');
    await db.query(`
      UPDATE rating_summaries summary SET kind = subject.kind
      FROM rateable_subjects subject WHERE subject.id = summary.subject_id`);
    await db.query('ALTER TABLE rating_summaries ALTER kind SET NOT NULL');
    await freezeMeans(db);
    // In the orders of the list, of all subjects and of those of one kind.
    const order = `(${hasEnoughRatings('count')}), bayesian_average, subject_id`;
    await db.query(`CREATE INDEX rating_summaries_best_idx ON rating_summaries (${order})`);
    await db.query(`CREATE INDEX rating_summaries_best_of_kind_idx ON rating_summaries (kind, ${order})`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX rating_summaries_best_idx, rating_summaries_best_of_kind_idx');
    await db.query('ALTER TABLE rating_summaries DROP kind, DROP bayesian_average');
    await db.query('DROP TABLE rating_means');
    await createKindTotals(db);
  }
}
