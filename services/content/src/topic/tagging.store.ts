import { badUserInput, type Clock } from '@wizness/kernel';
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
