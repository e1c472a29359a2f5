import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INFRA } from '../folders';
import { hasRealPage, INVENTORY, realPage } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';

interface Span {
  readonly span: string;
  readonly start: number;
  readonly end: number;
}

/** Names of spans in the first column of the tables of the claims' README. */
const explainedSpans = (): string[] =>
  [
    ...readFileSync(join(INFRA, 'claims', 'README.md'), 'utf8').matchAll(/^\| ((?:[A-Z]\d+(?:\.\d)?(?:, )?)+) +\|/gmu),
  ].flatMap(([, names = '']) => names.split(', '));

// The text of the page may not be republished, so this test runs only where a copy is available.
(hasRealPage ? describe : describe.skip)(
  `The inventory of the real page${hasRealPage ? '' : ' (skipped: ../shared/seed is not available)'}`,
  () => {
    const inventory: Readonly<Record<string, Span>> = hasRealPage ? JSON.parse(readFileSync(INVENTORY, 'utf8')) : {};
    let database: TestImports;

    beforeAll(async () => {
      database = await openTestDatabase();
      await database.importPage(realPage());
    });
    afterAll(() => database.close());

    /** Every passage that is stored with its offsets in the page. */
    const storedSpans = async (): Promise<ReadonlySet<string>> => {
      const { page } = realPage();
      const { rows: cited } = await database.sql(
        'SELECT start_offset AS start, end_offset AS "end", quote AS span FROM partnerships.citations',
      );
      const { rows: mentioned } = await database.sql(
        `SELECT start + ${page.bodyStart} AS start, "end" + ${page.bodyStart} AS "end", surface AS span FROM content.mentions
         JOIN content.posts ON posts.id = mentions.post_id WHERE posts.slug = 'retours-alter-mardis'`,
      );
      const { rows: defined } = await database.sql(
        `SELECT (place ->> 'start')::integer + ${page.bodyStart} AS start, (place ->> 'end')::integer + ${page.bodyStart} AS "end", text AS span
         FROM content.topics, json_each_text(definitions) AS definition(lang, text),
           json_extract_path(definition_origins, lang, 'quotedFrom') AS place`,
      );
      const characters = [...page.source];
      const located = [...page.links, ...page.headings].map(({ start, end }) => ({
        start,
        end,
        span: characters.slice(start, end).join(''),
      }));
      return new Set(
        [...cited, ...mentioned, ...defined, ...located].map(({ start, end, span }: Span) => `${start} ${end} ${span}`),
      );
    };

    test('Each of the 101 spans is stored as it is, or the README of the claims explains the difference', async () => {
      const stored = await storedSpans();
      const equal = Object.entries(inventory)
        .filter(([, { start, end, span }]) => stored.has(`${start} ${end} ${span}`))
        .map(([name]) => name);
      expect(Object.keys(inventory)).toHaveLength(101);
      expect([...equal, ...explainedSpans()].toSorted()).toEqual(Object.keys(inventory).toSorted());
    });

    test('The definition of the topic and the body of the event are words of the page', async () => {
      const read = await database.ask(
        'content',
        '{ topic(slug: "co-construction") { definition(lang: "fr") } post(slug: "soiree-alter-mardis-co-construction") { summary body { source } } }',
      );
      expect(read).toEqual({
        topic: { definition: inventory['F21']?.span },
        post: { summary: null, body: { source: inventory['R5']?.span } },
      });
    });

    test('An example that the page only praises has no partners, and what an unread source says is marked', async () => {
      const query =
        '{ facts(first: 100) { nodes { property { key } issues { code } subject { ... on Partnership { participations { role } } } } } }';
      const { facts } = await database.ask<{
        facts: { nodes: { property: { key: string }; issues: { code: string }[]; subject: unknown }[] };
      }>('partnerships', query);
      const [example] = facts.nodes.filter(({ property }) => property.key === 'cited_as_example');
      expect(example).toMatchObject({ subject: { participations: [] }, issues: [{ code: 'EVALUATIVE' }] });
      const unread = facts.nodes.filter(({ issues }) => issues.some(({ code }) => code === 'UNREAD_SOURCE'));
      expect(unread.map(({ property }) => property.key).toSorted()).toEqual([
        'people_supported',
        'return_to_work_rate',
      ]);
    });
  },
);
