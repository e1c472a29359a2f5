import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { content, type ContentContext, PostKind, readWiznessPage, type WiznessPage } from '@wizness/content';
import { anonymous, type Identity, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { idOf } from '../../test/support/samples';

const DEMO_PAGE = join(__dirname, '../../../../infra/demo/alter-mardis.page.txt');
const REAL_PAGE = join(__dirname, '../../../../../shared/seed/alter-mardis-page.txt');

// The text of the real page may not be republished, so its tests run only where a copy is available.
const describeRealPage = existsSync(REAL_PAGE) ? describe : describe.skip;

const EDITOR = memberIdentity(idOf('member', 1), { roles: [Role.EDITOR] });

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

describe('Import of a page', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const importPage = async (page: WiznessPage, slug?: string) =>
    (
      await open
        .context({ identity: EDITOR })
        .imports.importPage({ page, kind: PostKind.ARTICLE, slug, nameables: NAMEABLES })
    ).post;

  const read = async (slug: string): Promise<ReadPost> => {
    const { data, errors } = await open.query(`query ($slug: String!) { post(slug: $slug) { ${FIELDS} } }`, { slug });
    expect(errors).toBeUndefined();
    return data?.['post'] as ReadPost;
  };

  test('Stores the text and finds the names; the same page changes nothing, and a changed page is a new revision', async () => {
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

  test('Makes the slug from the title, and refuses kinds that a page cannot become', async () => {
    const page = readWiznessPage(
      Buffer.from('L’œuvre de Voiture&Co : été 2011 !\n\nUn texte assez long pour dire sa langue.\n'),
    );
    expect((await importPage(page)).post.slug).toBe('l-oeuvre-de-voiture-co-ete-2011');
    const { imports } = open.context({ identity: EDITOR });
    const news = { page, kind: PostKind.NEWS, slug: 'news', reportsOn: 'evening' } as const;
    await expect(imports.importPage(news)).rejects.toThrow(/Only an article/);
    const challenge = { page, kind: PostKind.CHALLENGE as PostKind.NEWS };
    await expect(imports.importPage(challenge)).rejects.toThrow(/cannot become/);
    const untitled = readWiznessPage(Buffer.from('日本\n\nText.\n'));
    await expect(importPage(untitled)).rejects.toThrow(/No slug can be made/);
  });

  test('Is refused to a caller who may not change every post', async () => {
    const page = readWiznessPage(Buffer.from('Titre\n\nTexte.\n'));
    const importAs = (identity: Identity) =>
      open.context({ identity }).imports.importPage({ page, kind: PostKind.NEWS, slug: 'refused' });
    await expect(importAs(anonymous)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    await expect(importAs(memberIdentity(idOf('member', 2)))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await open.query('{ post(slug: "refused") { id } }')).data).toEqual({ post: null });
  });

  test('Can be read in the same operation', async () => {
    const { imports, loaders } = open.context({ identity: EDITOR });
    expect(await loaders.findPost({ slug: 'read-again' })).toBeNull();
    const page = readWiznessPage(Buffer.from('Titre\n\nTexte.\n'));
    await imports.importPage({ page, kind: PostKind.NEWS, slug: 'read-again' });
    expect(await loaders.findPost({ slug: 'read-again' })).toMatchObject({ revision: 1 });
  });

  describeRealPage('The real page (skipped if it is not available)', () => {
    test('Is imported with its links and mentions', async () => {
      const page = readWiznessPage(readFileSync(REAL_PAGE));
      await importPage(page, 'real');
      const { body, mentions } = await read('real');
      expect(body.links).toHaveLength(3);
      const inPage = (id: string) =>
        mentions.filter(({ target }) => target.id === id).map(({ start }) => start + page.bodyStart);
      // The mention in the title is not part of the body.
      expect(inPage(VOITURE.id)).toHaveLength(9);
      expect(inPage(VOITURE.id)).toContain(5434);
      expect(inPage(CLAIRE.id)).toEqual([542, expect.any(Number), 3957]);
      expect(inPage(FUND.id)).toEqual([4462]);
    });
  });
});
