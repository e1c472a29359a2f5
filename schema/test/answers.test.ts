import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOperation, SCHEMA_FOLDER } from '../src/files';
import { type BothModes, openBothModes } from './graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

const ARTICLE_PAGE = readOperation('article-page');

interface Mention {
  readonly surface: string;
  readonly start: number;
  readonly end: number;
  readonly target: { readonly __typename: string; readonly name: string } | null;
}

interface Page {
  readonly post: { readonly mentions: readonly Mention[]; readonly facts: { readonly nodes: readonly object[] } };
}

describe('the page of the article', () => {
  test('has who wrote it, and for whom they work, where it has an author', async () => {
    const { data } = await graphs.ask(ARTICLE_PAGE, { slug: 'what-a-target-is-worth' });
    expect(data).toMatchObject({
      post: {
        lang: 'en',
        author: { name: 'Tom Ashworth', handle: 'tom-ashworth' },
        ratingSummary: { count: expect.any(Number) },
      },
    });
    const author = await graphs.ask('{ member(handle: "Nadia-Belkacem") { affiliation { organisation { name } } } }');
    expect(author.data).toEqual({ member: { affiliation: { organisation: { name: expect.stringMatching(/./) } } } });
  });

  test('has the body as safe HTML, and its three links over two addresses', async () => {
    const { data } = await graphs.ask<{ post: { body: { html: string; links: { label: string; url: string }[] } } }>(
      ARTICLE_PAGE,
    );
    const { html, links } = data.post.body;
    expect(links.map(({ label }) => label)).toEqual(['Mobiliz', 'Voiture&Co', 'Mobiliz']);
    expect(new Set(links.map(({ url }) => url)).size).toBe(2);
    expect(html).toContain('<h2>');
    expect(html).not.toMatch(/\{\{LNK|<script|Register Sign In/);
  });

  test('has mentions of organisations, programmes and people, each where its words stand', async () => {
    const { data } = await graphs.ask<Page>(ARTICLE_PAGE);
    const source = await graphs.ask<{ post: { body: { source: string } } }>(
      '{ post(slug: "alter-mardis") { body { source } } }',
    );
    const characters = [...source.data.post.body.source];
    const { mentions } = data.post;
    expect(mentions.map(({ surface }) => surface)).toEqual(
      mentions.map(({ start, end }) => characters.slice(start, end).join('')),
    );
    const named = new Set(mentions.map(({ target }) => `${target?.__typename} ${target?.name}`));
    for (const name of ['Organisation Renault', 'Organisation Wimoov', 'Programme Mobiliz', 'Person Claire Martin']) {
      expect(named).toContain(name);
    }
    const surfacesOfOne = mentions.filter(({ target }) => target?.name === 'Wimoov').map(({ surface }) => surface);
    expect(new Set(surfacesOfOne)).toEqual(new Set(['Voiture&Co', 'Voiture & co']));
  });

  test('has the event that it tells of, with three speakers in order', async () => {
    const { data } = await graphs.ask(ARTICLE_PAGE);
    expect(data).toMatchObject({
      post: {
        details: {
          reportsOn: {
            details: {
              series: { name: 'Alter-Mardis', organiser: { name: 'Groupe SOS' } },
              when: { precision: 'UNKNOWN', raw: 'Hier soir' },
              speakers: [
                { position: 1, person: { name: 'Frédéric Dalsace' }, organisation: { name: 'HEC Paris' } },
                { position: 2, person: { name: 'Claire Martin' }, organisation: { name: 'Renault' } },
                { position: 3, person: { name: 'Florence Gilbert' }, organisation: { name: 'Wimoov' } },
              ],
            },
          },
        },
      },
    });
  });

  test('has its ratings in five buckets that add up, and comments with authors and replies', async () => {
    const { data } = await graphs.ask<{
      post: {
        ratingSummary: { count: number; average: number; histogram: { score: number; count: number; share: number }[] };
        comments: { nodes: { author: { name: string } | null; replies: { nodes: { author: object | null }[] } }[] };
      };
    }>(ARTICLE_PAGE);
    const { ratingSummary, comments } = data.post;
    const { count, average, histogram } = ratingSummary;
    expect(histogram.map(({ score }) => score)).toEqual([1, 2, 3, 4, 5]);
    expect(histogram.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(count);
    expect(histogram.reduce((sum, bucket) => sum + bucket.score * bucket.count, 0) / count).toBeCloseTo(average, 12);
    expect(histogram.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(count).toBeGreaterThan(0);
    const authors = comments.nodes.flatMap(({ author, replies }) => [author, ...replies.nodes.map((one) => one.author)]);
    expect(authors.length).toBeGreaterThan(comments.nodes.length);
    expect(authors).not.toContain(null);
  });

  test('has facts with quotes, and issues with some', async () => {
    const { data } = await graphs.ask<Page>(ARTICLE_PAGE);
    const { nodes } = data.post.facts;
    expect(nodes).toHaveLength(50);
    for (const fact of nodes) {
      expect(fact).toMatchObject({ citations: expect.arrayContaining([{ ...anyCitation, quote: expect.any(String) }]) });
    }
    expect(nodes).toContainEqual(
      expect.objectContaining({ issues: expect.arrayContaining([expect.objectContaining({ code: 'SELF_REPORTED' })]) }),
    );
  });
});

const anyCitation = {
  quote: expect.any(String),
  start: expect.any(Number),
  end: expect.any(Number),
  originKey: expect.any(String),
  source: expect.anything(),
};

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

/** The pages of the demo by their SHA-256, as characters. */
const pages = new Map(
  ['alter-mardis', 'outside-sources'].map((name) => {
    const text = readFileSync(join(SCHEMA_FOLDER, `../infra/demo/${name}.page.txt`), 'utf8');
    return [createHash('sha256').update(text).digest('hex'), [...text]] as const;
  }),
);

const factsOfMobiliz = async (): Promise<readonly Fact[]> => {
  const { data } = await graphs.ask<Page & { post: { mentions: { target: { id: string; name: string } }[] } }>(
    ARTICLE_PAGE,
  );
  const mobiliz = data.post.mentions.find(({ target }) => target.name === 'Mobiliz')?.target.id;
  const facts = await graphs.ask<{ facts: { nodes: Fact[] } }>(FACTS_OF, { ids: [mobiliz] });
  return facts.data.facts.nodes;
};

const citedFrom = (slug: string) => (fact: Fact) => fact.citations.some(({ source }) => source.post.slug === slug);

describe('the facts of Mobiliz', () => {
  test('tell of 9 platforms to begin with and 30 by 2015, in words of the article', async () => {
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

  test('leave a broken number broken', async () => {
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

  test('quote what stands at the offsets that they give, in both documents', async () => {
    const citations = (await factsOfMobiliz()).flatMap((fact) => fact.citations);
    expect(new Set(citations.map(({ source }) => source.sha256))).toEqual(new Set(pages.keys()));
    expect(citations.map(({ quote }) => quote)).toEqual(
      citations.map(({ source, start, end }) => pages.get(source.sha256)?.slice(start, end).join('')),
    );
  });
});

describe('an organisation', () => {
  test.each(['Voiture & co', 'voiture&co', 'VOITURE ET CO', 'Voiture&Co', ' wimoov ', 'Wimoov'])(
    'is found as %p, and is the same one',
    async (name) => {
      const byName = 'query ($name: String) { organisation(name: $name) { id name } }';
      const { data } = await graphs.ask<{ organisation: { id: string } }>(byName, { name });
      const known = await graphs.ask<{ organisation: { id: string } }>(byName, { name: 'Wimoov' });
      expect(data).toEqual({ organisation: { id: known.data.organisation.id, name: 'Wimoov' } });
    },
  );
});

describe('posts by their words', () => {
  const slugsWith = async (text: string): Promise<string[]> => {
    const query = 'query ($text: String) { posts(filter: { text: $text }, first: 100) { nodes { slug } } }';
    const { data } = await graphs.ask<{ posts: { nodes: { slug: string }[] } }>(query, { text });
    return data.posts.nodes.map(({ slug }) => slug).toSorted();
  };

  test.each(['voiture co', 'voiture&co', 'Voiture & co', 'VOITURE ET CO'])('finds the article by %p', async (text) => {
    expect(await slugsWith(text)).toContain('alter-mardis');
  });

  test.each([
    ['a French plural', 'mécénats', 'alter-mardis'],
    ['a French verb', 'débouchent', 'alter-mardis'],
    ['no accents', 'mecenat', 'alter-mardis'],
    ['capitals with accents', 'MÉCÉNAT', 'alter-mardis'],
    ['a straight apostrophe', "l'aventure", 'alter-mardis'],
    ['a curly apostrophe', 'l’aventure', 'alter-mardis'],
    ['an English plural', 'baselines', 'what-a-target-is-worth'],
    ['an English verb', 'announced', 'what-a-target-is-worth'],
  ])('finds a post by %s', async (_, text, slug) => {
    expect(await slugsWith(text)).toContain(slug);
  });

  test('finds nothing by words that are nowhere', async () => {
    expect(await slugsWith('zeppelin')).toEqual([]);
    expect(await slugsWith('mécénat -renault')).toEqual([]);
  });
});
