import { content, type ContentContext, type NewPost, PostKind, PostState, TextFormat } from '@wizness/content';
import { anonymous, FuzzyDate, type Identity, isAllowed, Role, Scope, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf } from '../../test/support/samples';

const AUTHOR = idOf('member', 1);
const OTHER = idOf('member', 2);
const ORGANISATION = idOf('org', 1);
const MENTIONED = idOf('org', 3);
const withoutReading = Object.values(Scope).filter((scope) => scope !== Scope.POSTS_READ);

const POSTS: Readonly<Record<string, Pick<NewPost, 'state' | 'visibility'>>> = {
  public: {},
  members: { visibility: Visibility.MEMBERS },
  organisation: { visibility: Visibility.ORGANISATION },
  draft: { state: PostState.DRAFT },
  unpublished: { state: PostState.UNPUBLISHED },
  removed: { state: PostState.DELETED },
};
const NAMES = Object.keys(POSTS);

const QUERY = `query ($representations: [_Any!]!) {
  list: posts(first: 100) { ...Posts }
  newestLast: posts(first: 100, orderBy: OLDEST) { ...Posts }
  byAuthor: posts(first: 100, filter: { authorIds: ["${AUTHOR}"] }) { ...Posts }
  notByAnother: posts(first: 100, filter: { not: { authorIds: ["${OTHER}"] } }) { ...Posts }
  mentioning: posts(filter: { mentionsIds: ["${MENTIONED}"] }) { ...Posts }
  underTopic: posts(filter: { topicSlugs: ["work"] }) { ...Posts }
  search: posts(filter: { text: "sesame" }, orderBy: RELEVANCE) { ...Posts }
  feed(first: 100) { ...Posts }
  topic(slug: "work") { postCount posts { ...Posts } }
  challenge: post(slug: "question") { details { ... on ChallengeDetails { contributions { ...Posts } } } }
  occasion: post(slug: "occasion") { details { ... on EventDetails { reports { ...Posts } } } }
  reports: posts(filter: { topicSlugs: ["reports"] }) { nodes { details { ... on ArticleDetails { reportsOn { slug } } } } }
  ${NAMES.map((name) => `slug_${name}: post(slug: "${name}") { slug }`).join('\n')}
  _entities(representations: $representations) {
    __typename
    ... on Post { slug }
    ... on Comment { post { slug } parent { post { slug } } }
    ... on Organisation { posts { ...Posts } }
    ... on Member { posts { ...Posts } }
    ... on EventSeries { events { ...Posts } }
  }
}
fragment Posts on PostConnection { totalCount nodes { slug } }`;

interface Slug {
  readonly slug: string;
}

interface Posts {
  readonly totalCount: number;
  readonly nodes: readonly Slug[];
}

interface Entity extends Slug {
  readonly __typename: string;
  readonly post: Slug;
  readonly parent: { readonly post: Slug } | null;
}

interface Result {
  readonly _entities: readonly [{ posts: Posts }, { posts: Posts }, { events: Posts }, ...(Entity | null)[]];
  readonly topic: { readonly postCount: number; readonly posts: Posts };
  readonly challenge: { readonly details: { readonly contributions: Posts } };
  readonly occasion: { readonly details: { readonly reports: Posts } };
  readonly reports: { readonly nodes: readonly { readonly details: { readonly reportsOn: Slug | null } }[] };
  /** Lists, and the posts queried by slug. */
  readonly [field: string]: unknown;
}

/** The names of the posts of the table among these, in the order of the table. */
const named = (posts: readonly (Slug | null | undefined)[]): string[] => {
  const slugs = new Set(posts.map((post) => post?.slug.replace(/-event$/, '')));
  return NAMES.filter((name) => slugs.has(name));
};

const listed = ({ totalCount, nodes }: Posts): string[] => {
  expect(totalCount).toBe(nodes.length);
  return named(nodes);
};

describe('A post is visible', () => {
  let open: OpenSubgraph<ContentContext>;
  const ids = new Map<string, string>();
  let representations: readonly Readonly<Record<string, string>>[];

  beforeAll(async () => {
    open = await openSubgraph(content);
    const { posts, topics, series, comments } = autocommit(open.context());
    await topics.define(['work', 'reports'].map((slug) => ({ slug, labels: { en: slug } })));
    const { id: seriesId } = await series.define({ name: 'Tuesdays' });
    const publish = async (slug: string, post: Omit<NewPost, 'slug' | 'title' | 'lang' | 'body'>) => {
      const body = { source: 'Renault', format: TextFormat.PLAIN };
      const published = await posts.publish({ ...post, slug, title: slug, lang: 'en', body } as NewPost);
      ids.set(slug, published.post.id);
      return published.post.id;
    };
    const event = (more: object = {}) => ({
      kind: PostKind.EVENT as const,
      details: { when: FuzzyDate.unknown(), ...more },
    });
    const reportOn = (reportsOnId: string) => ({ kind: PostKind.ARTICLE as const, details: { reportsOnId } });
    const occasion = await publish('occasion', event());
    const challengeId = await publish('question', { kind: PostKind.CHALLENGE, details: { question: '?' } });
    const mentions = [{ targetId: MENTIONED, surface: 'Renault', start: 0, end: 7 }];
    representations = [
      { __typename: 'Organisation', id: MENTIONED },
      { __typename: 'Member', id: AUTHOR },
      { __typename: 'EventSeries', id: seriesId },
    ];
    for (const [name, access] of Object.entries(POSTS)) {
      const common = { ...access, authorId: AUTHOR, writtenForId: ORGANISATION };
      const text = { ...common, summary: 'Sesame', topicSlugs: ['work'], mentions };
      const id = await publish(name, { ...reportOn(occasion), ...text });
      await posts.contribute({ challengeId, postId: id });
      const eventId = await publish(`${name}-event`, { ...event({ seriesId }), ...common });
      await publish(`on-${name}`, { ...reportOn(eventId), topicSlugs: ['reports'] });
      const comment = await comments.add({ postId: id, authorId: OTHER, body: 'Comment' });
      const reply = await comments.add({ postId: id, parentId: comment.id, authorId: OTHER, body: 'Reply' });
      representations = [
        ...representations,
        { __typename: 'Post', id },
        { __typename: 'Post', slug: name },
        { __typename: 'Comment', id: comment.id },
        { __typename: 'Comment', id: reply.id },
      ];
    }
  });
  afterAll(() => open.close());

  /** The visible posts by the way in which they are queried. */
  const visibleBy = async (identity: Identity): Promise<Record<string, string[]>> => {
    const { data, errors } = await open.query(QUERY, { representations }, identity);
    expect(errors).toBeUndefined();
    const { _entities, topic, challenge, occasion, reports, ...rest } = data as unknown as Result;
    const [organisation, member, series, ...entities] = _entities;
    expect(topic.postCount).toBe(topic.posts.nodes.length);
    const of = (typename: string) => entities.filter((entity) => entity?.__typename === typename);
    const [bySlug, lists] = [true, false].map((isSlug) =>
      Object.entries(rest).filter(([field]) => field.startsWith('slug_') === isSlug),
    );
    return {
      ...Object.fromEntries(lists?.map(([field, posts]) => [field, listed(posts as Posts)]) ?? []),
      bySlug: named(bySlug?.map(([, post]) => post as Slug | null) ?? []),
      ofTopic: listed(topic.posts),
      contributions: listed(challenge.details.contributions),
      reports: listed(occasion.details.reports),
      reportsOn: named(reports.nodes.map(({ details }) => details.reportsOn)),
      aboutOrganisation: listed(organisation.posts),
      ofMember: listed(member.posts),
      ofSeries: listed(series.events),
      postEntities: named(of('Post')),
      commentEntities: named(of('Comment').map((comment) => comment?.post)),
      parentsOfComments: named(of('Comment').map((comment) => comment?.parent?.post)),
    };
  };

  const VIEWERS: readonly (readonly [string, Identity, string])[] = [
    ['an anonymous caller', anonymous, 'public'],
    ['a member', memberIdentity(OTHER), 'public members'],
    ['its author', memberIdentity(AUTHOR), 'public members organisation draft unpublished'],
    ['a colleague', memberIdentity(OTHER, { organisationId: ORGANISATION }), 'public members organisation'],
    ['a member of another organisation', memberIdentity(OTHER, { organisationId: MENTIONED }), 'public members'],
    ['a suspended member', memberIdentity(OTHER, { roles: [] }), 'public members'],
    ['an analyst', memberIdentity(OTHER, { roles: [Role.ANALYST] }), 'public members'],
    ['a moderator', memberIdentity(OTHER, { roles: [Role.MODERATOR] }), 'public members'],
    ['an editor', memberIdentity(OTHER, { roles: [Role.EDITOR] }), NAMES.join(' ')],
    ['an administrator', memberIdentity(OTHER, { roles: [Role.ADMIN] }), NAMES.join(' ')],
    ['an API key without POSTS_READ', memberIdentity(AUTHOR, { scopes: withoutReading, apiKeyId: 'key_1' }), 'public'],
    [
      "an editor's API key without POSTS_READ",
      memberIdentity(OTHER, { roles: [Role.EDITOR], scopes: withoutReading, apiKeyId: 'key_1' }),
      'public',
    ],
  ];

  test.each(VIEWERS)('To %s, in every query', async (_, identity, visible) => {
    const { feed, ...others } = await visibleBy(identity);
    expect(others).toEqual(Object.fromEntries(Object.keys(others).map((way) => [way, visible.split(' ')])));
    const published = ['public', 'members', 'organisation'];
    expect(feed).toEqual(published.filter((name) => visible.split(' ').includes(name)));
  });

  test.each(VIEWERS.filter(([, identity]) => isAllowed(identity, 'COMMENT')))(
    'To %s who comments on it',
    async (_, identity, visible) => {
      const seen: string[] = [];
      for (const name of NAMES) {
        const postId = ids.get(name) ?? '';
        const { comment, userErrors } = await open.context({ identity }).comments.write({ postId, body: 'Hm' });
        const [error] = userErrors;
        // LOCKED: the caller sees the post, which is not published.
        if (comment || error?.code === 'LOCKED') seen.push(name);
        expect([undefined, 'LOCKED', 'NOT_FOUND']).toContain(error?.code);
      }
      expect(seen.join(' ')).toBe(visible);
    },
  );
});
