import { badUserInput } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewTopic } from './new-topic';

/** Stored relations from these topics upwards, to any height. */
const STORED = `
  WITH RECURSIVE above AS (
    SELECT topic.id FROM topics topic WHERE topic.slug = ANY($1)
    UNION
    SELECT relation.other_id FROM above JOIN topic_relations relation ON relation.topic_id = above.id
    WHERE relation.kind = 'BROADER'
  )
  SELECT topic.slug, broader.slug AS broader
  FROM above
  JOIN topics topic ON topic.id = above.id
  JOIN topic_relations relation ON relation.topic_id = above.id AND relation.kind = 'BROADER'
  JOIN topics broader ON broader.id = relation.other_id
  ORDER BY topic.slug, broader.slug`;

/** The first circle in a graph, from a slug to itself; null if there is none. */
const findCircle = (broaderBySlug: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | null => {
  const finished = new Set<string>();
  const visit = (slug: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(slug)) return [...path.slice(path.indexOf(slug)), slug];
    if (finished.has(slug)) return null;
    for (const broader of broaderBySlug.get(slug) ?? []) {
      const circle = visit(broader, [...path, slug]);
      if (circle) return circle;
    }
    finished.add(slug);
    return null;
  };
  for (const slug of broaderBySlug.keys()) {
    const circle = visit(slug, []);
    if (circle) return circle;
  }
  return null;
};

/**
 * The circle in which a topic would be broader than itself, by the given relations together with the stored ones; null if
 * there is none. The stored relations of the topic `replaces` do not count. Hold the lock of topics, so that two
 * transactions cannot close a circle together.
 */
export const findBroaderCircle = async (
  db: EntityManager,
  topics: readonly Pick<NewTopic, 'slug' | 'broader'>[],
  { replaces = null }: { readonly replaces?: string | null } = {},
): Promise<readonly string[] | null> => {
  const given = topics.flatMap(({ slug, broader = [] }) => broader.map((each) => ({ slug, broader: each })));
  if (given.length === 0) return null;
  const slugs = [...new Set(given.flatMap(({ slug, broader }) => [slug, broader]))];
  const stored: { slug: string; broader: string }[] = await db.query(STORED, [slugs]);
  const broaderBySlug = new Map<string, Set<string>>();
  for (const { slug, broader } of [...given, ...stored.filter((relation) => relation.slug !== replaces)]) {
    broaderBySlug.set(slug, (broaderBySlug.get(slug) ?? new Set()).add(broader));
  }
  return findCircle(broaderBySlug);
};

/** Throws BAD_USER_INPUT with the whole circle of {@link findBroaderCircle}. */
export const refuseBroaderCircle = async (db: EntityManager, topics: readonly NewTopic[]): Promise<void> => {
  const circle = await findBroaderCircle(db, topics);
  if (!circle) return;
  throw badUserInput(
    `No topic is broader than itself: ${circle.map((slug) => `"${slug}"`).join(' is part of ')}. Remove one of these relations.`,
  );
};
