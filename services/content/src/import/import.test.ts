import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  content,
  type ContentContext,
  findMentions,
  PostKind,
  readWiznessPage,
  type WiznessPage,
} from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { idOf } from '../../test/support/samples';

const DEMO_PAGE = join(__dirname, '../../../../infra/demo/alter-mardis.page.txt');
const REAL_PAGE = join(__dirname, '../../../../../shared/seed/alter-mardis-page.txt');

const whereThePageIs = existsSync(REAL_PAGE) ? describe : describe.skip;

const RENAULT = { id: idOf('org', 1), names: ['Renault', 'groupe Renault'] };
const VOITURE = { id: idOf('org', 2), names: ['Voiture&Co', 'Voiture & co'] };
const CLAIRE = { id: idOf('person', 1), names: ['Claire Martin'], shortNames: ['Claire'] };
const FUND = { id: idOf('org', 3), names: ['Mobiliz Invest'] };
const MOBILIZ = { id: idOf('programme', 1), names: ['Mobiliz'] };
const NAMEABLES = [RENAULT, VOITURE, CLAIRE, FUND, MOBILIZ];

const FIELDS = `slug title lang revision status byline author { id } written { edtf } publishedAt
  body { format source links { label status } warnings }
  mentions { surface start end target { __typename ... on Organisation { id } ... on Person { id } ... on Programme { id } } }
  revisions { totalCount }`;

interface ReadPost {
  readonly slug: string;
  readonly body: { readonly source: string; readonly links: readonly unknown[] };
  readonly mentions: readonly {
    surface: string;
    start: number;
    end: number;
    target: { __typename: string; id: string };
  }[];
}

describe('importing a page', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const importPage = (page: WiznessPage, slug?: string) =>
    open
      .context()
      .posts.importPage({ page, kind: PostKind.ARTICLE, slug, mentions: findMentions(page.body, NAMEABLES) });

  const read = async (slug: string): Promise<ReadPost> => {
    const { data, errors } = await open.query(`query ($slug: String!) { post(slug: $slug) { ${FIELDS} } }`, { slug });
    expect(errors).toBeUndefined();
    return data?.['post'] as ReadPost;
  };

  test('keeps its text and finds its names; again it changes nothing; changed it is a new revision', async () => {
    const bytes = readFileSync(DEMO_PAGE);
    const page = readWiznessPage(bytes);
    const first = await importPage(page, 'evening');
    expect([first.outcome, (await importPage(page, 'evening')).outcome]).toEqual(['CREATED', 'UNCHANGED']);
    const post = await read('evening');
    expect(post).toMatchObject({
      title: page.title,
      lang: 'fr',
      revision: 1,
      status: 'PUBLISHED',
      byline: null,
      author: null,
      written: null,
      body: { format: 'WIZNESS_LNK', source: page.body, warnings: [] },
      revisions: { totalCount: 1 },
    });
    expect(post.body.links).toHaveLength(3);
    const characters = Array.from(page.body);
    for (const { surface, start, end } of post.mentions) expect(characters.slice(start, end).join('')).toBe(surface);
    const surfaces = (id: string) =>
      post.mentions.filter(({ target }) => target.id === id).map(({ surface }) => surface);
    expect(surfaces(VOITURE.id)).toHaveLength(page.body.match(/Voiture ?& ?co/gi)?.length ?? 0);
    expect(new Set(surfaces(VOITURE.id))).toEqual(new Set(['Voiture&Co', 'Voiture & co']));
    expect(surfaces(FUND.id)).toEqual(['Mobiliz Invest']);
    expect(surfaces(MOBILIZ.id)).toEqual(['Mobiliz', 'Mobiliz']);
    expect(surfaces(CLAIRE.id)).toEqual(['Claire Martin', 'Claire Martin', 'Claire']);

    const changed = readWiznessPage(Buffer.from(bytes.toString().replaceAll('Renault', 'Citron')));
    expect(await importPage(changed, 'evening')).toMatchObject({
      outcome: 'REVISED',
      post: { id: first.post.id, revision: 2 },
    });
    const after = await read('evening');
    expect(after).toMatchObject({ body: { source: changed.body }, revisions: { totalCount: 2 } });
    expect(after.mentions.some(({ target }) => target.id === RENAULT.id)).toBe(false);
  });

  test('has its slug from its title, and refuses to report on an event as news', async () => {
    const page = readWiznessPage(
      Buffer.from('L’œuvre de Voiture&Co : été 2011 !\n\nUn texte assez long pour dire sa langue.\n'),
    );
    expect((await importPage(page)).post.slug).toBe('l-oeuvre-de-voiture-co-ete-2011');
    const news = { page, kind: PostKind.NEWS, slug: 'news', reportsOnId: idOf('post', 1) } as const;
    await expect(open.context().posts.importPage(news)).rejects.toThrow(/Only an article/);
    const challenge = { page, kind: PostKind.CHALLENGE as PostKind.NEWS };
    await expect(open.context().posts.importPage(challenge)).rejects.toThrow(/can not become/);
    const untitled = readWiznessPage(Buffer.from('日本\n\nText.\n'));
    await expect(importPage(untitled)).rejects.toThrow(/No slug can be made/);
  });

  whereThePageIs('the real page (skipped where it is not at hand)', () => {
    test('is taken in with its links and mentions', async () => {
      const page = readWiznessPage(readFileSync(REAL_PAGE));
      await importPage(page, 'real');
      const { body, mentions } = await read('real');
      expect(body.links).toHaveLength(3);
      const inPage = (id: string) =>
        mentions.filter(({ target }) => target.id === id).map(({ start }) => start + page.bodyStart);
      // One in the title is none of the body's.
      expect(inPage(VOITURE.id)).toHaveLength(9);
      expect(inPage(VOITURE.id)).toContain(5434);
      expect(inPage(CLAIRE.id)).toEqual([542, expect.any(Number), 3957]);
      expect(inPage(FUND.id)).toEqual([4462]);
    });
  });
});
