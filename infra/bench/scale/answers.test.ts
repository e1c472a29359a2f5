import { connectClient, createLogger } from '@wizness/kernel';
import {
  cloneDatabase,
  PROPERTY_FACTOR,
  PROPERTY_TIMEOUT,
  type TestDatabase,
  waitUntil,
} from '@wizness/kernel/testing';
import fc from 'fast-check';
import { readServiceSettings } from '../../command/open-services';
import {
  type AllRows,
  isPublished,
  readAllRows,
  slowAnswers,
  type Viewer,
  withPosts,
} from '../../test/support/slow-answers';
import { loadScaleData } from '../data/load-scale-data';
import { areProjected } from '../data/projections';
import { findHotSubjects, type HotSubjects } from './hot-subjects';
import { createReadKey, type RecordedGraph, withRecordedGraph } from './recorded-graph';
import { listsOf, OF_MEMBERS, type Walk, walk, type WalkedList } from '../../test/support/walk-lists';

/** In CI. PROPERTY_FACTOR=20 makes 300 changes of audiences. */
const CHANGES = 15 * PROPERTY_FACTOR;
/** Posts whose audiences change, the most commented first. */
const CHANGED_POSTS = 12;
const SCALE = 0.05;
/** Lists that are read at the same time. */
const READERS = 2;

interface Caller {
  readonly name: string;
  readonly viewer: Viewer;
  readonly key: string | undefined;
}

interface Read {
  readonly caller: Caller;
  readonly list: WalkedList;
}

const UPDATE = `mutation ($input: UpdatePostInput!) { updatePost(input: $input) { userErrors { code } } }`;
const MODERATE = `mutation ($input: ModeratePostInput!) { moderatePost(input: $input) { userErrors { code } } }`;
const REVISION = 'query ($id: ID!) { post(id: $id) { revision } }';
const STATEMENT = { rule: '1 Kindness', facts: 'It insults.', explanation: 'Insults are not allowed.' };

const change = fc.record({
  post: fc.nat(CHANGED_POSTS - 1),
  to: fc.constantFrom('HIDDEN', 'VISIBLE', 'PUBLIC', 'MEMBERS', 'ORGANISATION'),
});

describe('The lists of the graph on data at scale', () => {
  let database: TestDatabase;
  let hot: HotSubjects;
  /** The most commented posts, which have the longest lists. */
  let postIds: string[];
  let callers: Caller[];
  let reads: Read[];
  let editorKey: string;
  let before: AllRows;

  beforeAll(async () => {
    database = await cloneDatabase('scale_small', async (databaseUrl) => {
      const log = createLogger('scale', 'silent');
      await loadScaleData({ databaseUrl, settings: readServiceSettings({}), log, scale: SCALE, seed: 1 });
    });
    hot = await findHotSubjects(database.url);
    const client = await connectClient(database.url);
    const first = async <Row extends object>(sql: string): Promise<Row> => {
      const { rows } = await client.query<Row>(sql);
      if (!rows[0]) throw new Error(`The data have no row for this:\n${sql}`);
      return rows[0];
    };
    await client.query(`UPDATE membership.members SET roles = '{MEMBER,MODERATOR,EDITOR}' WHERE id = '${hot.staffId}'`);
    // Old notifications are deleted.
    await client.query(
      'UPDATE membership.notifications SET created_at = now(), occurred_at = now() - (now() - occurred_at) / 100',
    );
    const topic = await first<{ id: string }>(`SELECT id FROM content.topics WHERE slug = '${hot.topicSlug}'`);
    const author = await first<{ id: string }>(
      `SELECT id FROM membership.members WHERE handle = '${hot.authorHandle}'`,
    );
    const colleague = await first<{ id: string; organisation_id: string }>(
      `SELECT member.id, organisation_id FROM membership.members member
       JOIN content.posts ON written_for_id = organisation_id AND visibility = 'ORGANISATION' AND state = 'PUBLISHED'
       WHERE organisation_verified AND member.id <> '${hot.staffId}' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    );
    await client.end();
    const lists = listsOf(hot, topic.id, author.id);
    editorKey = await createReadKey(database.url, hot.staffId, ['POSTS_WRITE']);
    const visitor = { memberId: null, organisationId: null, isEditor: false };
    const member = { ...visitor, memberId: author.id };
    const colleagueOf = { ...visitor, memberId: colleague.id, organisationId: colleague.organisation_id };
    callers = [
      { name: 'visitor', viewer: visitor, key: undefined },
      { name: 'author', viewer: member, key: await createReadKey(database.url, author.id) },
      { name: 'colleague', viewer: colleagueOf, key: await createReadKey(database.url, colleague.id) },
      { name: 'editor', viewer: { ...visitor, memberId: hot.staffId, isEditor: true }, key: editorKey },
    ];
    reads = callers.flatMap((caller) =>
      (caller.viewer.memberId === null ? lists : [...lists, OF_MEMBERS]).map((list) => ({ caller, list })),
    );
    before = await readAllRows(database.url);
    postIds = before.posts
      .filter(isPublished)
      .toSorted((one, other) => other.comment_count - one.comment_count)
      .slice(0, CHANGED_POSTS)
      .map(({ id }) => id);
  });
  afterAll(() => database.drop());

  const apply = async ({ ask }: RecordedGraph, { post, to }: { post: number; to: string }): Promise<void> => {
    const id = postIds[post] ?? '';
    if (to === 'HIDDEN' || to === 'VISIBLE') {
      await ask(MODERATE, { input: { postId: id, status: to, statement: STATEMENT } }, editorKey);
      return;
    }
    const { data } = await ask(REVISION, { id }, editorKey);
    const { revision: expectedRevision } = data['post'] as { revision: number };
    await ask(UPDATE, { input: { id, visibility: to, expectedRevision } }, editorKey);
  };

  /** Compares all lists of all callers, on pages of a size that differs from list to list. */
  const expectEqual = async (graph: RecordedGraph): Promise<void> => {
    const rows = await readAllRows(database.url);
    const answers = new Map(callers.map(({ name, viewer }) => [name, slowAnswers(rows, viewer)]));
    for (const [index, { caller, list }] of reads.entries()) {
      const slow = answers.get(caller.name);
      const expected = slow ? list.expected(slow) : [];
      const { ids, counts } = await walk(graph, list, 20 + index, caller.key);
      expect([caller.name, list.name, ids]).toEqual([caller.name, list.name, expected]);
      expect([caller.name, list.name, new Set(counts)]).toEqual([caller.name, list.name, new Set([expected.length])]);
    }
  };

  test(
    'Equal those that are filtered and sorted row by row, for every caller, after audiences have changed and meanwhile',
    async () => {
      await withRecordedGraph(database.url, async (graph) => {
        const walks: (Walk & Read)[] = [];
        const state = { isChanging: true };
        const read = async (first: number): Promise<void> => {
          for (let index = first; state.isChanging; index += READERS) {
            const each = reads[index % reads.length];
            if (each) walks.push({ ...each, ...(await walk(graph, each.list, 20, each.caller.key)) });
          }
        };
        const reading = Promise.all(Array.from({ length: READERS }, (_, first) => read(first)));
        for (const each of fc.sample(change, CHANGES)) await apply(graph, each);
        state.isChanging = false;
        await reading;
        // What consumers write may be read by others.
        for (let round = 0; round < 2; round += 1) await waitUntil(() => areProjected(database.url));
        await expectEqual(graph);

        // Whenever it was read: no item twice, none that the caller could never see, and all that they could see all the time.
        const after = await readAllRows(database.url);
        expect(after.posts).not.toEqual(before.posts);
        expect(walks.length).toBeGreaterThan(READERS);
        const changed = new Set(postIds);
        const answersOf = (rows: AllRows, shown: boolean) =>
          new Map(callers.map(({ name, viewer }) => [name, slowAnswers(withPosts(rows, changed, shown), viewer)]));
        const [most, least] = [answersOf(after, true), answersOf(before, false)];
        for (const { caller, list, ids, counts } of walks) {
          const [possible, sure] = [most, least].map((of) => {
            const answers = of.get(caller.name);
            return answers ? list.expected(answers) : [];
          });
          const found = new Set(ids);
          const about = [caller.name, list.name];
          expect([about, ids]).toEqual([about, possible?.filter((id) => found.has(id))]);
          expect([about, sure?.filter((id) => !found.has(id))]).toEqual([about, []]);
          for (const count of counts) {
            expect(count).toBeGreaterThanOrEqual(sure?.length ?? 0);
            expect(count).toBeLessThanOrEqual(possible?.length ?? 0);
          }
        }
      });
    },
    PROPERTY_TIMEOUT,
  );
});
