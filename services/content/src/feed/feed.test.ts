import { PostStatus, TextFormat } from '@wizness/content';
import { anonymous, ErasureMode, type Identity, Role, Scope, systemClock, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { eraseMembers } from '../privacy/erase-member';
import {
  type BesideMembership,
  erased,
  followed,
  logged,
  openBesideMembership,
  unfollowed,
} from '../../test/support/content-with-membership';
import { idOf, news, publishAll } from '../../test/support/samples';

const ADA = idOf('member', 1);
const BOB = idOf('member', 2);
const RENAULT = idOf('org', 1);
const body = { source: 'Renault met Bob.', format: TextFormat.PLAIN };
const mentionOf = (targetId: string) =>
  targetId === BOB
    ? { targetId, surface: 'Bob', start: 12, end: 15 }
    : { targetId, surface: 'Renault', start: 0, end: 7 };

describe('the feed', () => {
  let open: BesideMembership;
  let workId: string;

  beforeAll(async () => {
    open = await openBesideMembership();
    const [work] = await open.context().topics.define([{ slug: 'work', labels: { en: 'Work' } }]);
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
      news('draft', { authorId: ADA, status: PostStatus.DRAFT }),
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

  /** A member of each test's own. */
  let members = 100;
  const follower = async (...targets: readonly string[]): Promise<string> => {
    members += 1;
    const memberId = idOf('member', members);
    await open.tell(...targets.map((target) => followed(memberId, target)));
    return memberId;
  };

  const NEWEST = 'inside on-work on-renault for-renault on-bob by-bob plain';

  test('is the newest first where nobody is followed', async () => {
    expect(await feed(memberIdentity(idOf('member', 50)))).toBe(NEWEST);
    expect(await feed(anonymous)).toBe(NEWEST.replace('inside ', ''));
  });

  test.each<[string, () => string, string]>([
    ['a member: what they wrote, not what mentions them', () => BOB, 'by-bob'],
    ['an organisation: what was written for it and what mentions it', () => RENAULT, 'on-renault for-renault'],
    ['a topic: what is filed under it', () => workId, 'on-work'],
    ['what is not there', () => idOf('org', 9), ''],
  ])('shows first what comes of %s', async (_, target, first) => {
    const identity = memberIdentity(await follower(target()));
    const rest = NEWEST.split(' ').filter((slug) => !first.split(' ').includes(slug));
    expect(await feed(identity)).toBe([first, ...rest].join(' ').trim());
  });

  test('shows each post once, also in pages, however it came to be first', async () => {
    const identity = memberIdentity(await follower(BOB, RENAULT, workId), { organisationId: RENAULT });
    const whole = 'for-colleagues on-work on-renault for-renault by-bob inside on-bob plain';
    expect(await feed(identity)).toBe(whole);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo, totalCount } = await page(identity, 2, after);
      expect(totalCount).toBe(8);
      walked.push(...nodes.map(({ slug }) => slug));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked.join(' ')).toBe(whole);
  });

  test('is of published posts alone, also for an editor and for the author of a draft', async () => {
    expect(await feed(memberIdentity(ADA))).toBe(NEWEST);
    expect(await feed(memberIdentity(idOf('member', 50), { roles: [Role.EDITOR] }))).toBe(`for-colleagues ${NEWEST}`);
  });

  test('does not tell a key without PROFILE_READ whom its member follows', async () => {
    const memberId = await follower(BOB);
    const key = (scopes: readonly Scope[]) => memberIdentity(memberId, { scopes, apiKeyId: 'key_1' });
    expect(await feed(key([Scope.POSTS_READ]))).toBe(NEWEST);
    expect(await feed(key([Scope.POSTS_READ, Scope.PROFILE_READ]))).toMatch(/^by-bob /);
  });

  test('forgets who is no longer followed, and minds no event twice', async () => {
    const memberId = await follower(BOB, RENAULT, BOB);
    await open.tell(unfollowed(memberId, RENAULT), unfollowed(memberId, RENAULT));
    expect(await feed(memberIdentity(memberId))).toMatch(/^by-bob inside /);
    await open.tell(unfollowed(memberId, BOB));
    expect(await feed(memberIdentity(memberId))).toBe(NEWEST);
  });

  test('costs one statement, whatever it holds', async () => {
    const identity = memberIdentity(await follower(BOB, RENAULT, workId));
    open.statements();
    await open.query('{ feed { nodes { slug author { id } } } }', {}, identity);
    expect(open.statements()).toHaveLength(1);
  });

  test('refuses a cursor of another list', async () => {
    const { pageInfo } = await page(anonymous, 1);
    const query = `{ feed(after: "${pageInfo.endCursor}") { nodes { slug } } }`;
    const { errors } = await open.query(query, {}, memberIdentity(ADA));
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_CURSOR');
  });

  describe('where the erasure of a member is ahead of their follows', () => {
    const followsOf = (memberId: string) =>
      open.db.query('SELECT 1 FROM follows WHERE $1 IN (member_id, target_id)', [memberId]);

    test('none comes back', async () => {
      const gone = idOf('member', 60);
      await open.tell(erased(gone, ErasureMode.ANONYMISE_CONTENT), followed(gone, BOB), followed(BOB, gone));
      expect(await followsOf(gone)).toEqual([]);
    });

    test('none slips in while it is under way', async () => {
      const gone = idOf('member', 61);
      let telling: Promise<void> | undefined;
      await open.db.transaction(async (tx) => {
        await eraseMembers.handle(tx, logged(1, erased(gone, ErasureMode.DELETE_CONTENT)), systemClock);
        telling = open.tell(followed(gone, BOB));
        await tx.query('SELECT pg_sleep(0.3)');
      });
      await telling;
      expect(await followsOf(gone)).toEqual([]);
    });
  });
});
