import { content, type ContentContext, TextFormat } from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { autocommit } from '../../test/support/autocommit';
import { news } from '../../test/support/samples';

const FRENCH = [
  'Cette co-construction aboutit au lancement du programme {{LNK|Mobiliz|https://example.org/zweitausend}}.',
  'L’association «accompagne» les bénéficiaires — dûment identifiés — dans leur mobilité.',
].join('\n\n');

describe('Full-text search of posts', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    const { posts } = autocommit(open.context());
    const link = { source: FRENCH, format: TextFormat.WIZNESS_LNK };
    const plain = (source: string) => ({ body: { source, format: TextFormat.PLAIN } });
    await posts.publish(news('french', { title: 'Renault et Voiture&Co', lang: 'fr', body: link }));
    await posts.publish(
      news('english', { title: 'Sharing cars', ...plain('Companies shared their cars. No boats & no trains.') }),
    );
    await posts.publish(news('passing', { title: 'Elsewhere', ...plain('Many words, and in passing a car.') }));
    await posts.publish(news('summary', { title: 'Untitled', summary: 'Les œuvres de Zoé', ...plain('x') }));
  });
  afterAll(() => open.close());

  const search = async (text: string, order = 'NEWEST'): Promise<string[]> => {
    const { data, errors } = await open.query(
      `query ($text: String!) { posts(filter: { text: $text }, orderBy: ${order}, first: 100) { nodes { slug } totalCount } }`,
      { text },
    );
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data?.['posts'] as { nodes: { slug: string }[]; totalCount: number };
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ slug }) => slug);
  };

  test.each([
    'voiture co',
    'voiture&co',
    'Voiture & co',
    'VOITURES ET CO',
    "l'association",
    'l’association',
    'association',
    'accompagner beneficiaire',
    'Bénéficiaires',
    'be\u0301ne\u0301ficiaires',
    'dûment identifiées',
    'dument identifies',
    'IDENTIFIÉE',
    'co-construction',
    'co construction',
    'mobilites',
    'Mobiliz',
    '"programme mobiliz"',
    'mobiliz -train',
    'nothing or mobiliz',
  ])('Finds the French post by %p', async (text) => {
    expect(await search(text)).toEqual(['french']);
  });

  test.each([
    ['company', ['english']],
    ['sharing companies', ['english']],
    ['zoe oeuvre', ['summary']],
    ['the cars', ['passing', 'english']],
    ['cars -boats', ['passing']],
    ['"companies cars"', []],
    ['zweitausend', []],
    ['LNK', []],
    ['Mobiliz Danone', []],
    ['', []],
    ['!!! &|<->:*', []],
  ])('For %p returns %p', async (text, slugs) => {
    expect(await search(text)).toEqual(slugs);
  });

  test('Ranks a match in the title above a match in the body', async () => {
    expect(await search('cars', 'RELEVANCE')).toEqual(['english', 'passing']);
  });

  test('Pages by relevance return every post once, even with equal ranks', async () => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await open.query(
        `query ($after: Cursor) { posts(filter: { text: "car or mobiliz or zoe" }, orderBy: RELEVANCE, first: 1, after: $after) {
          nodes { slug } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
      const { nodes, pageInfo } = data?.['posts'] as {
        nodes: { slug: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
      found.push(...nodes.map(({ slug }) => slug));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(found.toSorted()).toEqual(['english', 'french', 'passing', 'summary']);
  });

  test('Accepts any text', async () => {
    const bits = fc.constantFrom(
      '\0',
      '\ud83d',
      ' ',
      ...'& | ! ( ) : * <-> " \' \\ <b &amp; - or $1 :x :: é'.split(' '),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(bits, { maxLength: 30 }).map((all) => all.join('')),
    );
    const property = fc.asyncProperty(text, async (input) => {
      await search(input, 'RELEVANCE');
    });
    await expect(fc.assert(property, { numRuns: 300 })).resolves.toBeUndefined();
  });

  test('A text of 60,000 different words can be published', async () => {
    const source = Array.from({ length: 60_000 }, (_, number) => `mot${number.toString(36)}`).join(' ');
    await autocommit(open.context()).posts.publish(news('long', { body: { source, format: TextFormat.PLAIN } }));
    expect(await search('mot1')).toEqual(['long']);
  });

  interface Highlight {
    readonly field: string;
    readonly text: string;
    readonly ranges: readonly number[];
  }
  /** The highlights of each post that is found, with the matches in brackets. */
  const highlights = async (text: string): Promise<Record<string, string[]>> => {
    const { data, errors } = await open.query(
      'query ($text: String) { posts(filter: { text: $text }) { edges { node { slug } highlights { field text ranges } } } }',
      { text },
    );
    expect(errors).toBeUndefined();
    const { edges } = data?.['posts'] as { edges: { node: { slug: string }; highlights: Highlight[] }[] };
    const mark = ({ field, text: passage, ranges }: Highlight): string => {
      const characters = [...passage];
      for (const [index, at] of ranges.entries()) {
        characters[at - (index % 2)] = index % 2 === 0 ? `[${characters[at]}` : `${characters[at - 1]}]`;
      }
      return `${field}: ${characters.join('')}`;
    };
    return Object.fromEntries(edges.map(({ node, highlights: found }) => [node.slug, found.map(mark)]));
  };

  test('Shows the passages that match, with the places of the words', async () => {
    expect(await highlights('voitures')).toEqual({ french: ['title: Renault et [Voiture]&Co'] });
    expect(await highlights('zoe oeuvre')).toEqual({ summary: ['summary: Les [œuvres] de [Zoé]'] });
    expect(await highlights('car -boat')).toEqual({
      passing: ['body: Many words, and in passing a [car].'],
    });
    expect(await highlights('beneficiaire or train')).toEqual({
      english: ['body: shared their cars. No boats & no [trains].'],
      french: [expect.stringMatching(/^body: .*«accompagne» les \[bénéficiaires\] — dûment/)],
    });
    const { data } = await open.query('{ posts { edges { highlights { text } } } }');
    expect((data?.['posts'] as { edges: object[] }).edges).toContainEqual({ highlights: [] });
  });

  test('Cuts passages of a long text at words, at most three', async () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(30);
    const source = `${filler}first needle here ${filler}needle again 😀 needle ${filler}needle ${filler} needle`;
    await autocommit(open.context()).posts.publish(news('long', { body: { source, format: TextFormat.PLAIN } }));
    const found = (await highlights('needles'))['long'] ?? [];
    expect(found).toHaveLength(3);
    expect(found[0]).toContain('[needle] again 😀 [needle]');
    for (const passage of found) {
      expect([...passage].length).toBeLessThan(220);
      expect(passage).toMatch(/^body: (?:lorem|ipsum|dolor|sit|amet|first|\[needle\])/);
    }
  });
});
