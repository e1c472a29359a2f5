import type { EntityManager, QueryRunner } from 'typeorm';
import { defineConsumer, type EventConsumer } from '../event-log/consumer';
import { latestBy } from '../event-log/latest-by';
import type { Clock } from '../values/clock';

/** Pairs of different ids of one subject. */
const SAME_SUBJECTS = `CREATE VIEW same_subjects AS
  SELECT id, survivor_id AS other_id FROM merged_subjects
  UNION ALL SELECT survivor_id, id FROM merged_subjects
  UNION ALL SELECT one.id, other.id FROM merged_subjects one JOIN merged_subjects other USING (survivor_id) WHERE one.id <> other.id`;

/**
 * Creates the table of `MergedSubject`, and the view `same_subjects (id, other_id)` of all pairs of ids of one subject. For the
 * migration of a service that stores ids of organisations or persons.
 */
export const createMergedSubjects = async (db: QueryRunner): Promise<void> => {
  await db.query(
    'CREATE TABLE merged_subjects (id text COLLATE "C" PRIMARY KEY, survivor_id text COLLATE "C" NOT NULL)',
  );
  await db.query('CREATE INDEX merged_subjects_survivor_id_idx ON merged_subjects (survivor_id)');
  await db.query(SAME_SUBJECTS);
};

export const dropMergedSubjects = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP VIEW same_subjects');
  await db.query('DROP TABLE merged_subjects');
};

const MERGE = `
  INSERT INTO merged_subjects (id, survivor_id) SELECT * FROM unnest($1::text[], $2::text[])
  ON CONFLICT (id) DO UPDATE SET survivor_id = excluded.survivor_id`;

/** What a service does once merges have changed. `ids` are all ids of the subjects that were or are one with another. */
type AfterMerges = (tx: EntityManager, ids: readonly string[], clock: Clock) => Promise<void>;

const OTHERS = 'SELECT other_id AS id FROM same_subjects WHERE id = ANY($1)';

/** Keeps which organisations and persons are merged. The name is a checkpoint key: never rename it. */
export const mergesConsumer = (afterMerges: AfterMerges = async () => undefined): EventConsumer =>
  defineConsumer({
    name: 'follow-merges',
    source: 'partnerships',
    types: ['SubjectMerged', 'SubjectUnmerged'],
    handleAll: async (tx, events, clock) => {
      const changes = latestBy(events, ({ subject }) => subject);
      const ids = changes.map(({ subject }) => subject);
      const before = await tx.query<{ id: string }[]>(OTHERS, [ids]);
      const merged = changes.flatMap((event) => (event.type === 'SubjectMerged' ? [event] : []));
      const unmerged = changes.flatMap(({ type, subject }) => (type === 'SubjectUnmerged' ? [subject] : []));
      await tx.query('DELETE FROM merged_subjects WHERE id = ANY($1)', [unmerged]);
      await tx.query(MERGE, [merged.map(({ subject }) => subject), merged.map(({ payload }) => payload.survivorId)]);
      const after = await tx.query<{ id: string }[]>(OTHERS, [ids]);
      const involved = new Set([...ids, ...[...before, ...after].map(({ id }) => id)]);
      await afterMerges(tx, [...involved].toSorted(), clock);
    },
  });
