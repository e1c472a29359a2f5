import { content, type ContentContext, PostKind, TextFormat } from '@wizness/content';
import { readServiceSettings } from '@wizness/infra';
import {
  BACKGROUND_TIMEOUTS,
  createLogger,
  FlagReason,
  FuzzyDate,
  type Identity,
  ModerationStatus,
  openDatabase,
  Role,
  type RunningSubgraph,
  scopesOf,
  systemClock,
  Visibility,
} from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { membership, type MembershipContext } from '@wizness/membership';
import { RateableKind, ratings, type RatingsContext } from '@wizness/ratings';
import fc from 'fast-check';
import { actionOf, statement } from './support/community-actions';
import { brokenLaws, CONTENT_LAWS, NOTIFICATION_LAWS, RATING_LAWS } from './support/community-laws';

const MEMBERS = 20;
const POSTS = 3;
const ACTIONS = 500;
/** Actions that run at the same time. */
const PARALLEL = 10;
/** Rows of one service, past its rules. */
type Database = Awaited<ReturnType<typeof openDatabase>>;

const log = createLogger('community day', 'silent');

const action = actionOf(MEMBERS, POSTS);
type Action = typeof action extends fc.Arbitrary<infer Drawn> ? Drawn : never;

describe('A day of a community', () => {
  let database: TestDatabase;
  let contents: RunningSubgraph<ContentContext>;
  let rated: RunningSubgraph<RatingsContext>;
  let members: RunningSubgraph<MembershipContext>;
  let contentDb: Database;
  let ratingsDb: Database;
  let people: Identity[];
  let moderator: Identity;
  let postIds: string[];
  let eventId: string;
  let membersDb: Database;

  beforeAll(async () => {
    database = await cloneGraphDatabase('community_day', async () => undefined);
    const settings = readServiceSettings({});
    const options = { database: { url: database.url, poolSize: 8, timeouts: BACKGROUND_TIMEOUTS }, log };
    contents = await content.open({ ...options, settings: settings.content });
    members = await membership.open({ ...options, settings: settings.membership });
    rated = await ratings.open({ ...options, settings: settings.ratings });
    const pool = { url: database.url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS, log };
    contentDb = await openDatabase(pool, content.storage);
    ratingsDb = await openDatabase(pool, ratings.storage);
    membersDb = await openDatabase(pool, membership.storage);
    people = [];
    for (let number = 0; number <= MEMBERS; number += 1) {
      const roles = number === MEMBERS ? [Role.MEMBER, Role.MODERATOR] : [Role.MEMBER];
      const member = { handle: `member-${number}`, name: `Member ${number}`, locale: 'en', roles };
      const { id } = await members
        .createContext({ identity: people[0] ?? NOBODY, clock: systemClock })
        .members.enrol(member);
      people.push({ memberId: id, roles, scopes: scopesOf(roles) });
    }
    moderator = people.pop() ?? NOBODY;
    postIds = [];
    for (let number = 0; number < POSTS; number += 1) {
      const authorId = people[number]?.memberId ?? null;
      const { post } = await as(NOBODY).content.inTransaction(({ stores }) =>
        stores.posts.publish({
          kind: PostKind.NEWS,
          slug: `post-${number}`,
          title: `Post ${number}`,
          lang: 'en',
          body: { source: 'News.', format: TextFormat.PLAIN },
          authorId,
        }),
      );
      const audience = { published: true, visibility: Visibility.PUBLIC, authorId, organisationId: null };
      await as(NOBODY).ratings.inTransaction(({ stores }) =>
        stores.subjects.register({ id: post.id, kind: RateableKind.NEWS, audience }),
      );
      postIds.push(post.id);
    }
    const { post: event } = await as(NOBODY).content.inTransaction(({ stores }) =>
      stores.posts.publish({
        kind: PostKind.EVENT,
        slug: 'meeting',
        title: 'Meeting',
        lang: 'en',
        body: { source: 'We meet.', format: TextFormat.PLAIN },
        details: {
          when: FuzzyDate.fromEdtf('2126-01-01'),
          startsAt: new Date('2126-01-01T18:00:00Z'),
          timeZone: 'Europe/Paris',
          capacity: 5,
        },
      }),
    );
    eventId = event.id;
    await catchUp();
  });
  afterAll(async () => {
    await contentDb.destroy();
    await ratingsDb.destroy();
    await membersDb.destroy();
    for (const service of [contents, rated, members]) await service.close();
    await database.drop();
  });

  /** Until no service has something to read. */
  const catchUp = async (): Promise<void> => {
    const partnerships = { read: async () => [] };
    const sources = { content: contents.events, membership: members.events, ratings: rated.events, partnerships };
    for (const service of [contents, rated, members]) await service.catchUp(sources, systemClock);
  };
  const NOBODY: Identity = { memberId: null, roles: [], scopes: [] };
  const as = (identity: Identity) => ({
    content: contents.createContext({ identity, clock: systemClock }),
    ratings: rated.createContext({ identity, clock: systemClock }),
  });
  const chosen = async (db: Database, table: string, choice: number): Promise<string> => {
    const rows = await db.query<{ id: string }[]>(`SELECT id FROM ${table} ORDER BY id`);
    return rows[choice % Math.max(rows.length, 1)]?.id ?? `${table.slice(0, -1)}_none`;
  };

  const act = async ({ what, member, post, choice, score, yes, kind, status }: Action): Promise<unknown> => {
    const { content: own, ratings: given } = as(people[member] ?? NOBODY);
    const byModerator = as(moderator);
    const postId = postIds[post] ?? '';
    const commentId = await chosen(contentDb, 'comments', choice);
    const ratingId = await chosen(ratingsDb, 'ratings', choice);
    const onComment = { id: commentId, field: 'commentId' } as const;
    const onPost = { id: postId, field: 'postId' } as const;
    const targetId = yes ? postId : commentId;
    switch (what) {
      case 'comment':
        return own.comments.write({ postId, body: `Comment ${choice}` });
      case 'reply':
        return own.comments.write({ postId, parentId: commentId, body: `Reply ${choice}` });
      case 'mention':
        return own.comments.write({ postId, body: `Ask @member-${choice % MEMBERS}, and @member-${score}.` });
      case 'answer':
        return own.rsvps.answer({ postId: eventId, going: yes });
      case 'edit':
        return own.comments.update({ id: commentId, body: `Changed ${choice}` });
      case 'delete':
        return own.comments.delete(commentId);
      case 'react':
        return own.reactions.add({ targetId, kind });
      case 'unreact':
        return own.reactions.remove({ targetId, kind });
      case 'rate':
        return given.ratings.rate({
          subjectId: postId,
          score,
          review: yes ? { body: `Review ${choice}`, lang: 'en' } : null,
        });
      case 'takeBack':
        return given.ratings.remove({ subjectId: postId });
      case 'vote':
        return given.votes.vote({ ratingId, helpful: score === 3 ? null : yes });
      case 'flag':
        return yes
          ? own.moderation.flag(onComment, { reason: FlagReason.SPAM })
          : given.moderation.flag({ ratingId, reason: FlagReason.ABUSE });
      case 'moderatePost':
        // Most of the day, posts are shown: otherwise nothing else would happen.
        return byModerator.content.moderation.moderate(onPost, {
          status: choice % 4 === 0 ? status : ModerationStatus.VISIBLE,
          statement,
        });
      case 'moderateComment':
        return byModerator.content.moderation.moderate(onComment, { status, statement });
      case 'moderateRating':
        return byModerator.ratings.moderation.moderate({ ratingId, status, statement });
    }
  };

  test('Keeps every law, with 20 members and 500 actions drawn at random, ten at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: ACTIONS, maxLength: ACTIONS }), async (actions) => {
        for (let start = 0; start < actions.length; start += PARALLEL) {
          await Promise.all(actions.slice(start, start + PARALLEL).map(act));
        }
        expect(await brokenLaws(contentDb, CONTENT_LAWS)).toEqual([]);
        expect(await brokenLaws(ratingsDb, RATING_LAWS)).toEqual([]);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  test('Shows readers no text that was deleted or is hidden, each thread in the order of time', async () => {
    const { content: reader } = as(NOBODY);
    const hidden = await contentDb.query<{ id: string }[]>(
      `SELECT id FROM comments WHERE deleted OR moderation <> 'VISIBLE'`,
    );
    expect(hidden.length).toBeGreaterThan(0);
    for (const postId of postIds) {
      const { nodes } = await reader.loaders.commentsOfPost({ first: 100 }).load(postId);
      const times = nodes.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(nodes.filter(({ removed, descendantCount }) => removed && descendantCount === 0)).toEqual([]);
    }
  });

  test('Files each decision as a case, and each report in one, however often the events are read', async () => {
    await catchUp();
    const mails = `(SELECT count(*) FROM jobs WHERE kind = 'send-mail') AS mails`;
    const filed = () => membersDb.query(`SELECT moderation_cases.*, ${mails} FROM moderation_cases ORDER BY id`);
    const before = await filed();
    await membersDb.query(`DELETE FROM checkpoints WHERE consumer LIKE 'file-cases-%'`);
    await catchUp();
    expect(await filed()).toEqual(before);
    const decisions = async (db: Database) =>
      db.query<{ id: string; action: string }[]>(
        `SELECT payload ->> 'caseId' AS id, payload ->> 'action' AS action FROM events WHERE type LIKE '%Decided' ORDER BY 1`,
      );
    const decided = [...(await decisions(contentDb)), ...(await decisions(ratingsDb))];
    expect(decided.length).toBeGreaterThan(0);
    const { loaders } = members.createContext({ identity: moderator, clock: systemClock });
    for (const { id, action: done } of decided) {
      expect(await loaders.caseById.load(id)).toMatchObject({ id, action: done });
    }
  });

  test('Notifies each mentioned member once, and shows in the calendar of each member what they answered', async () => {
    await membersDb.query(`DELETE FROM checkpoints WHERE consumer LIKE 'notify-%'`);
    await catchUp();
    expect(await brokenLaws(membersDb, NOTIFICATION_LAWS)).toEqual([]);
    const mentions = `SELECT id FROM comments WHERE NOT deleted AND moderation = 'VISIBLE' AND body_source LIKE 'Ask @%'`;
    expect((await contentDb.query<unknown[]>(mentions)).length).toBeGreaterThan(0);
    const answers = await contentDb.query<{ member_id: string; status: string }[]>(
      'SELECT member_id, status FROM rsvps',
    );
    for (const person of people) {
      const { status } = answers.find(({ member_id: id }) => id === person.memberId) ?? {};
      const calendar = (await as(person).content.readCalendar({ events: 'ANSWERED' })) ?? '';
      expect([status, calendar.includes('SUMMARY:Meeting')]).toEqual([
        status,
        status === 'GOING' || status === 'WAITING',
      ]);
    }
  });
});
