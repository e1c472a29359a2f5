import { demoPage, hasRealPage, realPage } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import type { PageToImport } from './import-page';

type Span = { readonly start: number; readonly end: number };
interface CitationRead {
  readonly quote: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly inBody: Span | null;
  readonly source: { readonly id: string };
}
interface SourceRead {
  readonly id: string;
  readonly text: string | null;
  readonly length: number | null;
  readonly post: { readonly id: string } | null;
}

const CITATIONS = '{ quote start end prefix suffix inBody { start end } source { id } }';

const PAGES: readonly (readonly [string, () => readonly PageToImport[]])[] = [
  // The second page disputes claims of the first one.
  ['the demo pages', () => ['alter-mardis', 'outside-sources'].map(demoPage)],
  ...(hasRealPage ? ([['the real page', () => [realPage()]]] as const) : []),
];

const sliceOf = (text: string, start: number, end: number): string => Array.from(text).slice(start, end).join('');

describe.each(PAGES)('The citations of %s', (_, pages) => {
  let database: TestImports;
  beforeAll(async () => {
    database = await openTestDatabase();
    for (const page of pages()) await database.importPage(page);
  });
  afterAll(() => database.close());

  const readCitations = async (): Promise<CitationRead[]> => {
    const found: CitationRead[] = [];
    for (let after = 'null'; after !== ''; ) {
      const { facts, organisations } = await database.ask<{
        facts: { nodes: { citations: CitationRead[] }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        organisations: { nodes: { names: { sources: CitationRead[] }[] }[] };
      }>(
        'partnerships',
        `{ facts(first: 100, after: ${after}) { nodes { citations ${CITATIONS} } pageInfo { hasNextPage endCursor } }
           organisations(first: 100) { nodes { names { sources ${CITATIONS} } } } }`,
      );
      if (after === 'null') {
        found.push(...organisations.nodes.flatMap(({ names }) => names.flatMap(({ sources }) => sources)));
      }
      found.push(...facts.nodes.flatMap(({ citations }) => citations));
      after = facts.pageInfo.hasNextPage ? JSON.stringify(facts.pageInfo.endCursor) : '';
    }
    return found;
  };

  test('Count in the text that the source serves, and in the body of its post', async () => {
    const { sources } = await database.ask<{ sources: { nodes: SourceRead[] } }>(
      'partnerships',
      '{ sources(first: 100) { nodes { id text length post { id } } } }',
    );
    const sourceById = new Map(sources.nodes.map((source) => [source.id, source]));
    const bodies = new Map<string, string>();
    for (const { post } of sources.nodes) {
      if (!post) continue;
      const query = `{ post(id: "${post.id}") { body { source } } }`;
      bodies.set(
        post.id,
        (await database.ask<{ post: { body: { source: string } } }>('content', query)).post.body.source,
      );
    }
    const citations = await readCitations();
    expect(citations.length).toBeGreaterThan(10);
    expect(citations.some(({ inBody }) => inBody !== null)).toBe(true);
    const served = citations.map(({ start, end, prefix, suffix, inBody, source: { id } }) => {
      const { text = null, post = null } = sourceById.get(id) ?? {};
      if (text === null || start === null || end === null) return { prefix, suffix, inBody };
      const body = bodies.get(post?.id ?? '') ?? '';
      const quote = sliceOf(text, start, end);
      const before = sliceOf(text, Math.max(0, start - 32), start);
      return {
        quote,
        before,
        after: sliceOf(text, end, end + 32),
        inBody: inBody && sliceOf(body, inBody.start, inBody.end),
      };
    });
    const expected = citations.map(({ quote, prefix, suffix, inBody, start, source: { id } }) =>
      start === null || sourceById.get(id)?.text === null
        ? { prefix: null, suffix: null, inBody: null }
        : { quote, before: prefix, after: suffix, inBody: inBody && quote },
    );
    expect(served).toEqual(expected);
    const lengths = sources.nodes.map(({ text }) => (text === null ? null : Array.from(text).length));
    expect(sources.nodes.map(({ length }) => length)).toEqual(lengths);
  });

  test('A part of a text is served by its code points, and a range that is none is refused', async () => {
    const { sources } = await database.ask<{ sources: { nodes: { id: string; text: string; part: string }[] } }>(
      'partnerships',
      '{ sources(filter: { kinds: [POST] }) { nodes { id text part: text(from: 5, to: 25) } } }',
    );
    const [source] = sources.nodes;
    expect(source?.part).toBe(sliceOf(source?.text ?? '', 5, 25));
    const refused = database.ask('partnerships', `{ source(id: "${source?.id}") { text(from: 5, to: 4) } }`);
    await expect(refused).rejects.toThrow('`to` must not be before `from`: 4 is less than 5.');
  });
});
