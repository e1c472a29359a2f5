import type { ContentContext, PublishedPost } from '@wizness/content';
import type { RatingsContext } from '@wizness/ratings';
import type { Services } from '../command/open-services';
import { registerPost } from './register-post';
import type { Community, CommunityRating } from './community';
import { type DemoIds, newPost } from './community-post';

/** Ids by key of the demo's files. */
export type IdsByKey = ReadonlyMap<string, string>;

const lookUp = (ids: IdsByKey, what: string, key: string): string => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo data refers to ${what} "${key}", which it does not define.`);
  return id;
};

const registerOrganisations = async ({ partnerships }: Services, community: Community): Promise<IdsByKey> => {
  const named = new Set([
    ...community.members.flatMap(({ affiliation }) => affiliation?.organisation ?? []),
    ...community.series.map(({ organiser }) => organiser),
  ]);
  const ids = new Map<string, string>();
  for (const organisation of community.organisations) {
    const { id } = await partnerships.organisations.register(organisation);
    for (const { value } of organisation.names) ids.set(value, id);
  }
  for (const name of named) {
    const found = ids.has(name) ? null : await partnerships.loaders.findOrganisation({ name });
    if (found) ids.set(name, found.id);
  }
  return ids;
};

const enrolMembers = async ({ membership }: Services, community: Community, organisations: IdsByKey) => {
  const ids = new Map<string, string>();
  for (const { affiliation, joinedAt, ...member } of community.members) {
    const organisation = affiliation && lookUp(organisations, 'the organisation', affiliation.organisation);
    const { id } = await membership.members.enrol({
      ...member,
      affiliation: organisation ? { ...affiliation, organisationId: organisation } : null,
      joinedAt: new Date(joinedAt),
    });
    ids.set(member.handle, id);
  }
  return ids;
};

const publishPosts = async ({ stores }: ContentContext, community: Community, demoIds: DemoIds) => {
  const published: PublishedPost[] = [];
  const ids = new Map<string, string>();
  for (const post of community.posts) {
    const outcome = await stores.posts.publish(newPost(post, demoIds));
    published.push(outcome);
    ids.set(post.key, outcome.post.id);
  }
  for (const post of community.posts) {
    if (post.kind !== 'CHALLENGE') continue;
    for (const key of post.details.contributions) {
      const challengeId = lookUp(ids, 'the challenge', post.key);
      await stores.posts.contribute({ challengeId, postId: lookUp(ids, 'the post', key) });
    }
  }
  return { published, ids };
};

const addComments = async ({ stores }: ContentContext, community: Community, posts: IdsByKey, members: IdsByKey) => {
  const ids = new Map<string, string>();
  for (const { key, post, parent, author, createdAt, body } of community.comments) {
    const { id } = await stores.comments.add({
      postId: lookUp(posts, 'the post', post),
      parentId: parent && lookUp(ids, 'the comment', parent),
      authorId: lookUp(members, 'the member', author),
      body,
      createdAt: new Date(createdAt),
    });
    ids.set(key, id);
  }
};

const writeRating = async (ratings: RatingsContext, rating: CommunityRating, subjectId: string, memberId: string) => {
  const { score, review, createdAt } = rating;
  const at = new Date(createdAt);
  const written = await ratings.stores.ratings.rate({ memberId, subjectId, score, review, at });
  if (!written)
    throw new Error(`The demo rates ${rating.subject.key}, which is not registered as a subject of ratings.`);
};

/**
 * Loads the community around the imported pages. `imported` has the ids of those pages' posts and subjects by key. Posts,
 * comments and ratings are written all or none, so that an interrupted load can be repeated.
 */
export const loadCommunity = async (services: Services, community: Community, imported: IdsByKey): Promise<void> => {
  const organisations = await registerOrganisations(services, community);
  const members = await enrolMembers(services, community, organisations);
  // Ratings learns of what the community rates, and content of the names that the posts mention.
  await services.catchUp();
  await services.content.inTransaction(async (content) => {
    await content.stores.topics.define(community.topics);
    const series = new Map<string, string>();
    for (const { key, name, organiser } of community.series) {
      const organiserId = lookUp(organisations, 'the organisation', organiser);
      series.set(key, (await content.stores.series.define({ name, organiserId })).id);
    }
    const { published, ids } = await publishPosts(content, community, {
      organisation: (name) => lookUp(organisations, 'the organisation', name),
      member: (handle) => lookUp(members, 'the member', handle),
      series: (key) => lookUp(series, 'the series', key),
    });
    const posts = new Map([...imported, ...ids]);
    await addComments(content, community, posts, members);
    await services.ratings.inTransaction(async (ratings) => {
      for (const post of published) await registerPost({ ratings, partnerships: services.partnerships }, post);
      for (const rating of community.ratings) {
        const subjectId = lookUp(posts, rating.subject.kind, rating.subject.key);
        await writeRating(ratings, rating, subjectId, lookUp(members, 'the member', rating.author));
      }
    });
  });
};
