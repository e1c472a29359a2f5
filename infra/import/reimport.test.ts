import { ClaimsError } from '@wizness/partnerships';
import { demoPage, demoText, pageOf } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import type { PageToImport } from './import-page';

const SLUG = demoPage('alter-mardis').claims?.document.slug ?? '';

const changed = (name: string, from: string, to: string): PageToImport => {
  const text = demoText(name);
  expect(text).toContain(from);
  return { ...demoPage(name), page: pageOf(text.replace(from, to)) };
};

type Read = {
  readonly post: {
    readonly revision: number;
    readonly body: { readonly source: string };
    readonly revisions: { readonly nodes: readonly { readonly number: number }[] };
  };
};

describe('A page that is imported again', () => {
  let database: TestImports;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const citations = async () =>
    (
      await database.sql(
        `SELECT quote, start_offset AS start, end_offset AS end, source.revision, source.text
         FROM partnerships.citations JOIN partnerships.sources source ON source.id = source_id
         WHERE citations.document_key = '${SLUG}' ORDER BY citations.id`,
      )
    ).rows as { quote: string; start: number; end: number; revision: number; text: string }[];

  test('Changes no row while page and claims stay the same', async () => {
    const names = ['alter-mardis', 'outside-sources'];
    for (const name of names) expect((await database.importPage(demoPage(name))).post.outcome).toBe('CREATED');
    const before = await database.allRows();
    expect(before.length).toBeGreaterThan(300);
    for (const name of names) {
      const { post, claims } = await database.importPage(demoPage(name));
      expect(post.outcome).toBe('UNCHANGED');
      expect(claims).toMatchObject({
        source: { outcome: 'UNCHANGED' },
        counts: { CREATED: 0, REVISED: 0, RECITED: 0 },
      });
    }
    expect(await database.allRows()).toEqual(before);
  });

  test('Becomes a new revision, with the old one kept and the citations moved, if a word outside all quotes has changed', async () => {
    const first = await database.importPage(demoPage('alter-mardis'));
    expect(new Set((await citations()).map(({ revision }) => revision))).toEqual(new Set([1]));
    const longer = changed('alter-mardis', 'une chaise', 'un tabouret');
    const second = await database.importPage(longer);
    expect(second.post).toMatchObject({ outcome: 'REVISED', post: { id: first.post.post.id, revision: 2 } });
    expect(second.claims).toMatchObject({
      source: { outcome: 'REVISED' },
      counts: { CREATED: 0, REVISED: 0, UNCHANGED: 0 },
      facts: first.claims?.facts,
    });
    const moved = await citations();
    expect(new Set(moved.map(({ revision }) => revision))).toEqual(new Set([2]));
    for (const { quote, start, end, text } of moved) expect([...text].slice(start, end).join('')).toBe(quote);
    const { post } = await database.ask<Read>(
      'content',
      `{ post(slug: "${SLUG}") { revision body { source } revisions { nodes { number } } } }`,
    );
    expect(post).toEqual({
      revision: 2,
      body: { source: longer.page.body },
      revisions: { nodes: [{ number: 2 }, { number: 1 }] },
    });
    const { rows } = await database.sql(
      `SELECT revision, text FROM partnerships.sources WHERE document_key = '${SLUG}' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { revision: 1, text: demoText('alter-mardis') },
      { revision: 2, text: longer.page.source },
    ]);
  });

  test('Is refused, if strict, with the list of claims whose quoted words have changed', async () => {
    await database.importPage(demoPage('alter-mardis'));
    const before = await database.allRows();
    const error = await database
      .importPage({ ...changed('alter-mardis', 'Juillet 2011', 'Juin 2011'), strict: true })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClaimsError);
    const { problems } = error as ClaimsError;
    expect(problems.map(({ key }) => key)).toContain('launch');
    expect(problems.every(({ reason }) => /does not contain/.test(reason))).toBe(true);
    expect(await database.allRows()).toEqual(before);
  });

  test('Needs no claims', async () => {
    const page = pageOf(demoText('alter-mardis'));
    const first = await database.importPage({ page });
    expect(first).toMatchObject({
      claims: null,
      mentionCount: 0,
      post: { outcome: 'CREATED', post: { kind: 'ARTICLE' } },
    });
    const before = await database.allRows();
    expect(await database.importPage({ page })).toMatchObject({ post: { outcome: 'UNCHANGED' } });
    expect(await database.allRows()).toEqual(before);
    expect(before.filter((row) => row.startsWith('partnerships.facts'))).toEqual([]);
    expect((await database.importPage({ page, slug: 'elsewhere' })).post.post.slug).toBe('elsewhere');
  });

  test('Counts the mentions that names known from other pages find, without claims too, and when nothing changes', async () => {
    await database.importPage(demoPage('alter-mardis'));
    await database.catchUp();
    const again = { page: pageOf(demoText('alter-mardis')), slug: 'elsewhere' };
    const { mentionCount, post } = await database.importPage(again);
    const count = await database.count(`content.mentions WHERE post_id = '${post.post.id}'`);
    expect(count).toBeGreaterThan(0);
    expect(mentionCount).toBe(count);
    expect((await database.importPage(again)).mentionCount).toBe(count);
  });
});
