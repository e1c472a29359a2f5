import { readOperation } from '../src/files';
import { type BothModes, openBothModes } from './support/graphs';

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

const anyCitation = {
  quote: expect.any(String),
  start: expect.any(Number),
  end: expect.any(Number),
  originKey: expect.any(String),
  source: expect.anything(),
};

describe('The article page', () => {
  test('Shows the author and their organisation', async () => {
    const { data } = await graphs.execute(ARTICLE_PAGE, { slug: 'what-a-target-is-worth' });
    expect(data).toMatchObject({
      post: {
        lang: 'en',
        author: { name: 'Tom Ashworth', handle: 'tom-ashworth' },
        ratingSummary: { count: expect.any(Number) },
      },
    });
    const author = await graphs.execute(
      '{ member(handle: "Nadia-Belkacem") { affiliation { organisation { name } } } }',
    );
    expect(author.data).toEqual({ member: { affiliation: { organisation: { name: expect.stringMatching(/./) } } } });
  });

  test('Has the body as safe HTML, with three links to two addresses', async () => {
    const { data } = await graphs.execute<{
      post: { body: { html: string; links: { label: string; url: string }[] } };
    }>(ARTICLE_PAGE);
    const { html, links } = data.post.body;
    expect(links.map(({ label }) => label)).toEqual(['Mobiliz', 'Voiture&Co', 'Mobiliz']);
    expect(new Set(links.map(({ url }) => url)).size).toBe(2);
    expect(html).toContain('<h2 id="section-');
    expect(html).not.toMatch(/\{\{LNK|<script|Register Sign In/);
  });

  test('Has mentions of organisations, programmes and people, each with the offsets of its text', async () => {
    const { data } = await graphs.execute<Page>(ARTICLE_PAGE);
    const source = await graphs.execute<{ post: { body: { source: string } } }>(
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

  test('Has the event that it reports on, with three speakers in order', async () => {
    const { data } = await graphs.execute(ARTICLE_PAGE);
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

  test('Has a rating histogram of five scores that adds up, and comments with authors and replies', async () => {
    const { data } = await graphs.execute<{
      post: {
        ratingSummary: { count: number; average: number; histogram: { score: number; count: number; share: number }[] };
        comments: { nodes: { author: { name: string } | null; replies: { nodes: { author: object | null }[] } }[] };
      };
    }>(ARTICLE_PAGE);
    const { ratingSummary, comments } = data.post;
    const { count, average, histogram } = ratingSummary;
    expect(histogram.map(({ score }) => score)).toEqual([1, 2, 3, 4, 5]);
    expect(histogram.reduce((sum, entry) => sum + entry.count, 0)).toBe(count);
    expect(histogram.reduce((sum, entry) => sum + entry.score * entry.count, 0) / count).toBeCloseTo(average, 12);
    expect(histogram.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(count).toBeGreaterThan(0);
    const authors = comments.nodes.flatMap(({ author, replies }) => [
      author,
      ...replies.nodes.map((reply) => reply.author),
    ]);
    expect(authors.length).toBeGreaterThan(comments.nodes.length);
    expect(authors).not.toContain(null);
  });

  test('Has facts with quotes, some of them with issues', async () => {
    const { data } = await graphs.execute<Page>(ARTICLE_PAGE);
    const { nodes } = data.post.facts;
    expect(nodes).toHaveLength(50);
    for (const fact of nodes) {
      expect(fact).toMatchObject({
        citations: expect.arrayContaining([{ ...anyCitation, quote: expect.any(String) }]),
      });
    }
    expect(nodes).toContainEqual(
      expect.objectContaining({ issues: expect.arrayContaining([expect.objectContaining({ code: 'SELF_REPORTED' })]) }),
    );
  });
});
