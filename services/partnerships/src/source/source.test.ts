import { createHash } from 'node:crypto';
import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  DigestMismatch,
  NameKind,
  OrganisationKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { PUBLIC, recorder } from '../../test/support/recorder';

describe('Sources', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const page = { document: 'page', kind: 'POST', title: 'Une page', lang: 'fr', originKey: 'us' } as const;
  const read = async (id: string, fields: string) => {
    const { data, errors } = await open.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Source { ${fields} } } }`,
      { representations: [{ __typename: 'Source', id }] },
    );
    expect(errors).toBeUndefined();
    return (data?.['_entities'] as Record<string, unknown>[])[0];
  };

  test('A new text becomes a new revision, and a known text is the same source again', async () => {
    const { sources } = open.context();
    const first = await sources.save({ ...page, text: 'Été\u{1f6b2}', sha256: sha256('Été\u{1f6b2}').toUpperCase() });
    expect(first.outcome).toBe('CREATED');
    const again = await sources.save({ ...page, text: 'Été\u{1f6b2}' });
    expect([again.source.id, again.outcome]).toEqual([first.source.id, 'UNCHANGED']);
    const second = await sources.save({ ...page, text: 'Hiver' });
    expect([second.source.revision, second.outcome]).toEqual([2, 'REVISED']);
    expect((await sources.save({ ...page, text: 'Été\u{1f6b2}' })).source.id).toBe(first.source.id);
  });

  test('Saving a known text updates its description and keeps the time when it was read', async () => {
    const { sources } = open.context();
    const { source } = await sources.save({ ...page, document: 'other', text: 'x' });
    const published = FuzzyDate.fromEdtf('2012-07', 'juillet 2012');
    await open.context().posts.register({ id: 'post_one', audience: PUBLIC });
    await sources.save({ ...page, document: 'other', text: 'x', title: 'Mieux', published, postId: 'post_one' });
    expect(await read(source.id, 'title published { edtf raw } post { id } sha256 retrievedAt url')).toEqual({
      title: 'Mieux',
      published: { edtf: '2012-07', raw: 'juillet 2012' },
      post: { id: 'post_one' },
      sha256: sha256('x'),
      retrievedAt: source.retrievedAt?.toISOString(),
      url: null,
    });
  });

  test('A publication whose text is not stored has no SHA-256 and no time of reading', async () => {
    const { sources } = open.context();
    const paper = { ...page, document: 'paper', kind: 'WEB_PAGE', url: 'https://example.org/' } as const;
    const { source } = await sources.save(paper);
    expect((await sources.save(paper)).source.id).toBe(source.id);
    expect(await read(source.id, 'sha256 retrievedAt post { id } url')).toEqual({
      sha256: null,
      retrievedAt: null,
      post: null,
      url: 'https://example.org/',
    });
  });

  test('A SHA-256 of another text is refused', async () => {
    const saved = open.context().sources.save({ ...page, text: 'x', sha256: sha256('y') });
    await expect(saved).rejects.toThrow(DigestMismatch);
  });

  test('A fact is listed once each by its source, the publication reported on, and the post', async () => {
    const context = open.context();
    const { source: paper } = await context.sources.save({ ...page, document: 'reported', kind: 'WEB_PAGE' });
    const { record, source, citation } = await recorder(context, 'cited');
    const names = [{ value: 'Elan', kind: NameKind.OFFICIAL }];
    const { id: subjectId } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
    const citations = [
      citation,
      { ...citation, reportedSourceId: paper.id },
      { ...citation, reportedSourceId: paper.id },
    ];
    const about = { subjectId, property: 'purpose', measure: 'STATEMENT' } as const;
    const value = { kind: 'TEXT', text: 'rouler', lang: 'fr' } as const;
    const { id } = await record({ ...about, claim: 'purpose', value, citations });
    const facts = 'facts { nodes { id } totalCount }';
    for (const each of [source.id, paper.id]) {
      expect(await read(each, facts)).toEqual({ facts: { nodes: [{ id }], totalCount: 1 } });
    }
    const { data } = await open.query(
      `{ _entities(representations: [{ __typename: "Post", id: "post_cited" }]) { ... on Post { ${facts} } } }`,
    );
    expect(data?.['_entities']).toEqual([{ facts: { nodes: [{ id }], totalCount: 1 } }]);
  });

  test('Each document has its own citations of a name', async () => {
    const context = open.context();
    const names = [{ value: 'Roue Libre', kind: NameKind.OFFICIAL }];
    const { id, nameIds } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
    const cited = { organisationNameId: nameIds[0] ?? '' };
    const one = await recorder(context, 'name-one');
    const two = await recorder(context, 'name-two');
    expect(await context.sources.cite([{ cited, documentKey: 'name-one', citations: [one.citation] }])).toEqual([true]);
    expect(await context.sources.cite([{ cited, documentKey: 'name-two', citations: [two.citation] }])).toEqual([true]);
    expect(await context.sources.cite([{ cited, documentKey: 'name-one', citations: [one.citation] }])).toEqual([
      false,
    ]);
    const { data } = await open.query(`{ organisation(id: "${id}") { names { sources { source { id } } } } }`);
    expect(data?.['organisation']).toEqual({
      names: [{ sources: [{ source: { id: one.source.id } }, { source: { id: two.source.id } }] }],
    });
  });
});
