import { PostState, TextFormat } from '@wizness/content';
import { anonymous, ErasureMode, type Identity, Role, Scope, systemClock, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { memberErasureConsumer } from '../privacy/erase-member';
import {
  type ContentWithMembership,
  erased,
  followed,
  logged,
  openContentWithMembership,
  unfollowed,
} from '../../test/support/content-with-membership';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news, publishAll } from '../../test/support/samples';

const ADA = idOf('member', 1);
const BOB = idOf('member', 2);
const RENAULT = idOf('org', 1);
const body = { source: 'Renault met Bob.', format: TextFormat.PLAIN };
const mentionOf = (targetId: string) =>
  targetId === BOB
    ? { targetId, surface: 'Bob', start: 12, end: 15 }
    : { targetId, surface: 'Renault', start: 0, end: 7 };

describe('The feed', () => {
  let open: ContentWithMembership;
  let workId: string;

  beforeAll(async () => {
    open = await openContentWithMembership();
    const [work] = await autocommit(open.context()).topics.define([{ slug: 'work', labels: { en: 'Work' } }]);
    workId = work?.id ?? '';
    const day = (number: number) => ({ publishedAt: new Date(Date.UTC(2025, 0, number)), body });
    await publishAll(open.context(), [
      news('plain', day(1)),
      news('by-bob', { authorId: BOB, ...day(2) }),
      news('on-bob', { mentions: [mentionOf(BOB)], ...day(3) }),
      news('for-renault', { writtenForId: RENAULT, ...day(4) }),
      news('on-renault', { mentions: [mentionOf(RENAULT)], ...day(5) }),
      news('on-work', { topicSlugs: ['work'], ...day(6) }),
      news('inside', { visibility: Visibility.MEMBERS, ...day(7) }),
      news('draft', { authorId: ADA, state: PostState.DRAFT }),
      news('for-colleagues', { authorId: BOB, writtenForId: RENAULT, visibility: Visibility.ORGANISATION, ...day(8) }),
    ]);
  });
  afterAll(() => open.close());

  interface Feed {
    readonly nodes: readonly { readonly slug: string }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    readonly totalCount: number;
  }
  const page = async (identity: Identity, first = 100, after: string | null = null): Promise<Feed> => {
    const { data, errors } = await open.query(
      'query ($first: Int, $after: Cursor) { feed(first: $first, after: $after) { nodes { slug } pageInfo { endCursor hasNextPage } totalCount } }',
      { first, after },
      identity,
    );
    expect(errors).toBeUndefined();
    return data?.['feed'] as Feed;
  };
  const feed = async (identity: Identity): Promise<string> =>
    (await page(identity)).nodes.map(({ slug }) => slug).join(' ');

  /** Number of the last follower; each test has its own. */
  let lastFollower = 100;
  const follower = async (...targets: readonly string[]): Promise<string> => {
    lastFollower += 1;
    const memberId = idOf('member', lastFollower);
    await open.deliver(...targets.map((target) => followed(memberId, target)));
    return memberId;
  };

  const NEWEST = 'inside on-work on-renault for-renault on-bob by-bob plain';

  test('Lists the newest posts first for a caller who follows nobody', async () => {
    expect(await feed(memberIdentity(idOf('member', 50)))).toBe(NEWEST);
    expect(await feed(anonymous)).toBe(NEWEST.replace('inside ', ''));
  });

  test.each<[string, () => string, string]>([
    ['by a followed member, but not those that mention the member', () => BOB, 'by-bob'],
    ['for or about a followed organisation', () => RENAULT, 'on-renault for-renault'],
    ['with a followed topic', () => workId, 'on-work'],
    ['of an unknown followed entity, which are none', () => idOf('org', 9), ''],
  ])('Lists first the posts %s', async (_, target, first) => {
    const identity = memberIdentity(await follower(target()));
    const rest = NEWEST.split(' ').filter((slug) => !first.split(' ').includes(slug));
    expect(await feed(identity)).toBe([first, ...rest].join(' ').trim());
  });

  test('Lists each post once over all pages, even if it matches several follows', async () => {
    const identity = memberIdentity(await follower(BOB, RENAULT, workId), { organisationId: RENAULT });
    const whole = 'for-colleagues on-work on-renault for-renault by-bob inside on-bob plain';
    expect(await feed(identity)).toBe(whole);
    const read: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo, totalCount } = await page(identity, 2, after);
      expect(totalCount).toBe(8);
      read.push(...nodes.map(({ slug }) => slug));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(read.join(' ')).toBe(whole);
  });

  /** The feed by the definition: the posts that match a follow, then all others, each newest first. */
  const DEFINED = `
    SELECT post.slug FROM posts post LEFT JOIN (
      SELECT id FROM posts JOIN follows ON target_id IN (author_id, written_for_id) WHERE member_id = $1
      UNION SELECT post_id FROM mentions JOIN follows USING (target_id) WHERE member_id = $1 AND target_id LIKE 'org%'
      UNION SELECT post_id FROM taggings JOIN follows ON target_id = topic_id WHERE member_id = $1
    ) followed ON followed.id = post.id
    WHERE post.state = 'PUBLISHED' AND post.moderation = 'VISIBLE' AND post.visibility IN ('PUBLIC', 'MEMBERS')
    ORDER BY followed.id IS NULL, coalesce(post.published_at, post.updated_at) DESC, post.id DESC`;

  test('Is the feed of its definition on pages of any size, for few follows and for more than a hundred', async () => {
    const targets = [BOB, RENAULT, workId, ADA];
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(targets),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (chosen, size, isMany) => {
          const unknown = Array.from({ length: isMany ? 101 : 0 }, (_, index) => idOf('org', 1000 + index));
          const memberId = await follower(...chosen, ...unknown);
          const read: string[] = [];
          for (let after: string | null = null, hasMore = true; hasMore; ) {
            const { nodes, pageInfo } = await page(memberIdentity(memberId), size, after);
            read.push(...nodes.map(({ slug }) => slug));
            [after, hasMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
          }
          const defined: { slug: string }[] = await open.db.query(DEFINED, [memberId]);
          expect(read).toEqual(defined.map(({ slug }) => slug));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('Lists only published posts, for editors and authors of drafts too', async () => {
    expect(await feed(memberIdentity(ADA))).toBe(NEWEST);
    expect(await feed(memberIdentity(idOf('member', 50), { roles: [Role.EDITOR] }))).toBe(`for-colleagues ${NEWEST}`);
  });

  test('Does not reveal the member’s follows to an API key without PROFILE_READ', async () => {
    const memberId = await follower(BOB);
    const key = (scopes: readonly Scope[]) => memberIdentity(memberId, { scopes, apiKeyId: 'key_1' });
    expect(await feed(key([Scope.POSTS_READ]))).toBe(NEWEST);
    expect(await feed(key([Scope.POSTS_READ, Scope.PROFILE_READ]))).toMatch(/^by-bob /);
  });

  test('Drops unfollowed entities, and handles repeated events', async () => {
    const memberId = await follower(BOB, RENAULT, BOB);
    await open.deliver(unfollowed(memberId, RENAULT), unfollowed(memberId, RENAULT));
    expect(await feed(memberIdentity(memberId))).toMatch(/^by-bob inside /);
    await open.deliver(unfollowed(memberId, BOB));
    expect(await feed(memberIdentity(memberId))).toBe(NEWEST);
  });

  test('Needs one SQL statement', async () => {
    const identity = memberIdentity(await follower(BOB, RENAULT, workId));
    open.statements();
    await open.query('{ feed { nodes { slug author { id } } } }', {}, identity);
    expect(open.statements()).toHaveLength(1);
  });

  test('Refuses a cursor of another list', async () => {
    const { pageInfo } = await page(anonymous, 1);
    const query = `{ feed(after: "${pageInfo.endCursor}") { nodes { slug } } }`;
    const { errors } = await open.query(query, {}, memberIdentity(ADA));
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_CURSOR');
  });

  describe('When the erasure of a member is handled before their follows', () => {
    const followsOf = (memberId: string) =>
      open.db.query('SELECT 1 FROM follows WHERE $1 IN (member_id, target_id)', [memberId]);

    test('No follow is stored afterwards', async () => {
      const erasedId = idOf('member', 60);
      await open.deliver(
        erased(erasedId, ErasureMode.ANONYMISE_CONTENT),
        followed(erasedId, BOB),
        followed(BOB, erasedId),
      );
      expect(await followsOf(erasedId)).toEqual([]);
    });

    test('No follow is stored during the erasure', async () => {
      const erasedId = idOf('member', 61);
      let delivery: Promise<void> | undefined;
      await open.db.transaction(async (tx) => {
        await memberErasureConsumer.handle(tx, [logged(1, erased(erasedId, ErasureMode.DELETE_CONTENT))], systemClock);
        delivery = open.deliver(followed(erasedId, BOB));
        await tx.query('SELECT pg_sleep(0.3)');
      });
      await delivery;
      expect(await followsOf(erasedId)).toEqual([]);
    });
  });
});
