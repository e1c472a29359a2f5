import { badUserInput, type Clock, nearestTexts } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Tagging } from './tagging.entity';
import { Topic } from './topic.entity';

/** The topics with these slugs, in this order. Throws BAD_USER_INPUT that lists the unknown slugs. */
export const topicsNamed = async (db: EntityManager, slugs: readonly string[]): Promise<Topic[]> => {
  if (slugs.length === 0) return [];
  const found = new Map((await db.findBy(Topic, { slug: In([...slugs]) })).map((topic) => [topic.slug, topic]));
  const missing = slugs.filter((slug) => !found.has(slug));
  if (missing.length > 0) throw badUserInput(`There is no topic ${missing.join(', ')}: define it first.`);
  return [...new Set(slugs)].flatMap((slug) => found.get(slug) ?? []);
};

/** Those of the slugs that no topic has, each with a message that names the nearest slugs. */
export const unknownTopics = async (
  db: EntityManager,
  slugs: readonly string[],
): Promise<readonly { readonly slug: string; readonly message: string }[]> => {
  if (slugs.length === 0) return [];
  const found = new Set((await db.findBy(Topic, { slug: In([...slugs]) })).map(({ slug }) => slug));
  const unknown = [...new Set(slugs)].filter((slug) => !found.has(slug));
  if (unknown.length === 0) return [];
  const known = (await db.find(Topic, { select: { id: true, slug: true }, order: { slug: 'ASC' } })).map(
    ({ slug }) => slug,
  );
  return unknown.map((slug) => {
    const nearest = nearestTexts(slug.slice(0, 100), known);
    const hint = nearest.length > 0 ? ` The nearest are: ${nearest.join(', ')}.` : ' None is defined yet.';
    return { slug, message: `There is no topic "${slug.slice(0, 100)}".${hint}` };
  });
};

/** Replaces the topics of a post. Throws BAD_USER_INPUT for an unknown slug. */
export const replaceTopics = async (
  db: EntityManager,
  clock: Clock,
  postId: string,
  slugs: readonly string[],
): Promise<void> => {
  const topics = await topicsNamed(db, slugs);
  await db.delete(Tagging, { postId });
  if (topics.length === 0) return;
  await db.insert(
    Tagging,
    topics.map(({ id }, position) => ({ id: clock.newId('tagging'), postId, topicId: id, position })),
  );
};
