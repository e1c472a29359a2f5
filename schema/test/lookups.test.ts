import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMA_FOLDER } from '../src/files';
import { type BothModes, openBothModes } from './support/graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

interface Fact {
  readonly property: { readonly key: string };
  readonly measure: string;
  readonly value: object | null;
  readonly due: object | null;
  readonly issues: readonly { readonly code: string; readonly candidates: readonly string[] }[];
  readonly citations: readonly {
    readonly quote: string;
    readonly start: number;
    readonly end: number;
    readonly source: { readonly sha256: string; readonly post: { readonly slug: string } };
  }[];
}

const FACTS_OF = `query ($ids: [ID!]) {
  facts(filter: { subjectIds: $ids }, first: 100) {
    nodes {
      property { key }
      measure
      value { ... on QuantityValue { amount lower upper raw unit { code per } } }
      due { edtf latest raw }
      issues { code candidates }
      citations { quote start end source { sha256 post { slug } } }
    }
  }
}`;

/** The demo pages as arrays of characters, by their SHA-256. */
const pages = new Map(
  ['alter-mardis', 'outside-sources'].map((name) => {
    const text = readFileSync(join(SCHEMA_FOLDER, `../infra/demo/${name}.page.txt`), 'utf8');
    return [createHash('sha256').update(text).digest('hex'), [...text]] as const;
  }),
);

const factsOfMobiliz = async (): Promise<readonly Fact[]> => {
  const { data } = await graphs.execute<{ post: { mentions: { target: { id: string; name?: string } }[] } }>(
    '{ post(slug: "alter-mardis") { mentions { target { ... on Programme { id name } } } } }',
  );
  const mobiliz = data.post.mentions.find(({ target }) => target.name === 'Mobiliz');
  const facts = await graphs.execute<{ facts: { nodes: Fact[] } }>(FACTS_OF, { ids: [mobiliz?.target.id] });
  return facts.data.facts.nodes;
};

const citedFrom = (slug: string) => (fact: Fact) => fact.citations.some(({ source }) => source.post.slug === slug);

describe('The facts about Mobiliz', () => {
  test('Give 9 platforms as the baseline and 30 by 2015 as the target, with quotes from the article', async () => {
    const facts = (await factsOfMobiliz()).filter(citedFrom('alter-mardis'));
    const platforms = facts.filter(({ property }) => property.key === 'mobility_platforms');
    expect(platforms).toMatchObject([
      {
        measure: 'BASELINE',
        value: { amount: '9', unit: { code: 'platform' } },
        due: null,
        citations: [{ quote: 'passera de 9 à 30 plateformes' }],
      },
      {
        measure: 'TARGET',
        value: { amount: '30', unit: { code: 'platform' } },
        due: { edtf: '../2015', latest: '2015-12-31', raw: 'd’ici 2015' },
        citations: [{ quote: 'à 30 plateformes d’ici 2015, toujours en France' }],
      },
    ]);
  });

  test('Keep a malformed number as it is written, without a corrected amount', async () => {
    const facts = (await factsOfMobiliz()).filter(citedFrom('alter-mardis'));
    const [people, ...others] = facts.filter(({ property }) => property.key === 'people_supported');
    expect(others).toEqual([]);
    expect(people).toMatchObject({
      measure: 'RATE',
      value: {
        amount: null,
        lower: '1000',
        upper: null,
        raw: '1 000 à 1 2000',
        unit: { code: 'person', per: ['platform', 'year'] },
      },
    });
    expect(people?.issues.filter(({ code }) => code === 'MALFORMED_NUMBER')).toEqual([
      { code: 'MALFORMED_NUMBER', candidates: ['1200', '12000'] },
    ]);
  });

  test('Quote the text at their offsets, in both documents', async () => {
    const citations = (await factsOfMobiliz()).flatMap((fact) => fact.citations);
    expect(new Set(citations.map(({ source }) => source.sha256))).toEqual(new Set(pages.keys()));
    expect(citations.map(({ quote }) => quote)).toEqual(
      citations.map(({ source, start, end }) => pages.get(source.sha256)?.slice(start, end).join('')),
    );
  });
});

describe('An organisation', () => {
  test.each(['Voiture & co', 'voiture&co', 'VOITURE ET CO', 'Voiture&Co', ' wimoov ', 'Wimoov'])(
    'Is found by the name %p',
    async (name) => {
      const byName = 'query ($name: String) { organisation(name: $name) { id name } }';
      const { data } = await graphs.execute<{ organisation: { id: string } }>(byName, { name });
      const expected = await graphs.execute<{ organisation: { id: string } }>(byName, { name: 'Wimoov' });
      expect(data).toEqual({ organisation: { id: expected.data.organisation.id, name: 'Wimoov' } });
    },
  );
});

describe('Full-text search of posts', () => {
  const slugsWith = async (text: string): Promise<string[]> => {
    const query = 'query ($text: String) { posts(filter: { text: $text }, first: 100) { nodes { slug } } }';
    const { data } = await graphs.execute<{ posts: { nodes: { slug: string }[] } }>(query, { text });
    return data.posts.nodes.map(({ slug }) => slug).toSorted();
  };

  test.each(['voiture co', 'voiture&co', 'Voiture & co', 'VOITURE ET CO'])('Finds the article by %p', async (text) => {
    expect(await slugsWith(text)).toContain('alter-mardis');
  });

  test.each([
    ['a French plural', 'mécénats', 'alter-mardis'],
    ['a French verb', 'débouchent', 'alter-mardis'],
    ['a word without its accents', 'mecenat', 'alter-mardis'],
    ['capitals with accents', 'MÉCÉNAT', 'alter-mardis'],
    ['a straight apostrophe', "l'aventure", 'alter-mardis'],
    ['a curly apostrophe', 'l’aventure', 'alter-mardis'],
    ['an English plural', 'baselines', 'what-a-target-is-worth'],
    ['an English verb', 'announced', 'what-a-target-is-worth'],
  ])('Finds a post by %s', async (_, text, slug) => {
    expect(await slugsWith(text)).toContain(slug);
  });

  test('Finds nothing for a word that no post has, or that the query excludes', async () => {
    expect(await slugsWith('zeppelin')).toEqual([]);
    expect(await slugsWith('mécénat -renault')).toEqual([]);
  });
});
