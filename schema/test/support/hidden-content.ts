import { audienceOf, type NewPost, PostKind, TextFormat } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import { NameKind, OrganisationKind, ParticipationRole, RoleCode } from '@wizness/partnerships';
import { RateableKind } from '@wizness/ratings';
import type { ServiceContexts } from '../../src/access/scenario/services';

/** Public things of the graph that a post belongs to. Ids, but for the topic. */
export interface Surroundings {
  readonly organisation: string;
  readonly organisationName: string;
  readonly programme: string;
  readonly partnership: string;
  readonly person: string;
  readonly series: string;
  readonly topicSlug: string;
  /** Members who write the posts and rate them. */
  readonly author: string;
  readonly rater: string;
}

/** A word that is in every text that belongs to the posts. */
export const SECRET = 'Zyxwvut';

const DETAILS = ({ organisation, series }: Surroundings) => ({
  [PostKind.ARTICLE]: undefined,
  [PostKind.EVENT]: { seriesId: series, when: FuzzyDate.fromEdtf('2031-05-06'), organiserIds: [organisation] },
  [PostKind.GOOD_PRACTICE]: { organisationIds: [organisation], problem: SECRET },
});

/** Publishes an article, an event and a good practice, each with all that can belong to a post. */
export const addPosts = async (
  contexts: ServiceContexts,
  name: string,
  access: Pick<NewPost, 'visibility' | 'state'>,
  around: Surroundings,
): Promise<void> => {
  const details = DETAILS(around);
  for (const kind of [PostKind.ARTICLE, PostKind.EVENT, PostKind.GOOD_PRACTICE] as const) {
    const key = `${name}-${kind.toLowerCase().replace('_', '-')}`;
    await addPost(contexts, key, { kind, details: details[kind], ...access }, around);
  }
};

const addPost = async (
  { content, ratings, partnerships }: ServiceContexts,
  key: string,
  post: Pick<NewPost, 'kind' | 'details' | 'visibility' | 'state'>,
  around: Surroundings,
): Promise<void> => {
  const targets = [around.organisation, around.programme, around.partnership, around.person];
  const words = targets.map((_, index) => `Word${index}`);
  const source = [SECRET, ...words].join(' ');
  const start = (word: string): number => source.indexOf(word);
  const mentions = words.map((surface, index) => ({
    targetId: targets[index] ?? '',
    surface,
    start: start(surface),
    end: start(surface) + surface.length,
  }));
  const written = await content.inTransaction(({ stores }) =>
    stores.posts.publish({
      ...post,
      slug: `hidden-${key}`,
      title: `${SECRET} ${key}`,
      lang: 'fr',
      body: { source, format: TextFormat.PLAIN },
      mentions,
      authorId: around.author,
      writtenForId: around.organisation,
      topicSlugs: [around.topicSlug],
    } as NewPost),
  );
  const { id } = written.post;
  const audience = audienceOf(written.post);
  await content.inTransaction(({ stores }) =>
    stores.comments.add({ postId: id, authorId: around.rater, body: SECRET }),
  );
  if (post.kind !== PostKind.NEWS) {
    await ratings.inTransaction(async ({ stores: { subjects, ratings: given } }) => {
      await subjects.register({ id, kind: RateableKind[post.kind], audience });
      await given.rate({ memberId: around.rater, subjectId: id, score: 1, review: { body: SECRET, lang: 'fr' } });
    });
  }
  await partnerships.posts.register({ id, audience, topicSlugs: [around.topicSlug] });
  await addFact(partnerships, key, id, around);
};

/** A source that is the post, with a name, a fact and relations that only it states. */
const addFact = async (
  { sources, organisations, facts, people, participations }: ServiceContexts['partnerships'],
  key: string,
  postId: string,
  { organisation, organisationName, person, programme }: Surroundings,
): Promise<void> => {
  const text = `${SECRET} 1955 ${key}`;
  const { source } = await sources.save({
    document: `hidden ${key}`,
    title: `${SECRET} ${key}`,
    text,
    kind: 'POST',
    lang: 'fr',
    postId,
    originKey: key,
  });
  const citation = { sourceId: source.id, quote: text, lang: 'fr', start: 0, end: text.length, originKey: key };
  const { nameIds } = await organisations.register({
    kind: OrganisationKind.COMPANY,
    names: [
      { value: organisationName, kind: NameKind.OFFICIAL },
      { value: `${SECRET} ${key}`, kind: NameKind.ALIAS },
    ],
  });
  const cited = { organisationNameId: nameIds[1] ?? '' };
  await sources.cite([{ cited, documentKey: `hidden ${key}`, citations: [citation] }]);
  const { id: factId } = await facts.record({
    document: `hidden ${key}`,
    claim: key,
    subjectId: organisation,
    property: 'founded',
    measure: 'STATEMENT',
    value: { kind: 'DATE', date: FuzzyDate.fromEdtf('1955'), raw: '1955' },
    citations: [citation],
  });
  const role = { organisationId: organisation, factId };
  await people.registerAffiliation({ ...role, personId: person, role: SECRET, roleCode: RoleCode.OTHER });
  await participations.register({ ...role, inId: programme, role: ParticipationRole.PARTNER });
};
