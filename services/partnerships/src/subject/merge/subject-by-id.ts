import { byKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager, EntityTarget } from 'typeorm';
import type { FactSubject } from '../subject.types';
import { homeOf } from './home';

/** A subject of a kind that can be merged. */
export interface MergeableSubject extends FactSubject {
  /** Ids that were merged into it, in the order of merging. */
  readonly mergedIds: readonly string[];
}

/** Loads subjects by their own id, or by one that was merged into them, in one statement. */
export const subjectByAnyId = <Subject extends MergeableSubject>(db: EntityManager, entity: EntityTarget<Subject>) => {
  const read = rowsByKey<MergeableSubject, 'id'>(db, entity, 'id', {
    findsIn: (asked) => `SELECT ${homeOf('given.id')} FROM unnest(${asked}) AS given (id)`,
  });
  const found = byKey(
    async (ids: readonly string[]) => {
      const subjects = (await read(ids)) as Subject[];
      return subjects.flatMap((subject) => [subject.id, ...subject.mergedIds].map((id) => ({ id, subject })));
    },
    ({ id }) => id,
  );
  const loader = {
    load: async (id: string): Promise<Subject | null> => (await found.load(id))?.subject ?? null,
    /** Forgets what was loaded, after a change. */
    clear: (id: string) => {
      found.clear(id);
      return loader;
    },
  };
  return loader;
};

/** Loads subjects by their slug, or by one of what was merged into them, in one statement. */
export const subjectBySlug = <Subject extends MergeableSubject>(
  db: EntityManager,
  entity: EntityTarget<Subject>,
  table: 'organisations' | 'people',
) => {
  const given = `SELECT ${homeOf('named.id')} AS id, named.slug FROM ${table} named WHERE named.slug = ANY(:slugs)`;
  const found = byKey(
    async (slugs: readonly string[]) => {
      const { entities, raw } = await db
        .createQueryBuilder(entity, 'subject')
        .innerJoin(
          `(SELECT id, array_agg(slug) AS slugs FROM (${given}) given GROUP BY id)`,
          'asked',
          'asked.id = subject.id',
        )
        .addSelect('asked.slugs', 'asked_slugs')
        .setParameters({ slugs })
        .getRawAndEntities<{ asked_slugs: readonly string[] }>();
      return entities.flatMap((subject, index) => (raw[index]?.asked_slugs ?? []).map((slug) => ({ slug, subject })));
    },
    ({ slug }) => slug,
  );
  return { load: async (slug: string): Promise<Subject | null> => (await found.load(slug))?.subject ?? null };
};

/** What a loader by id has for a subject and all that was merged into it, the subject's own first. */
export const loadOfAll = async <Row>(
  loader: { load(id: string): Promise<readonly Row[]> },
  { id, mergedIds = [] }: Pick<FactSubject, 'id'> & { readonly mergedIds?: readonly string[] },
): Promise<Row[]> => (await Promise.all([id, ...mergedIds].map((each) => loader.load(each)))).flat();
