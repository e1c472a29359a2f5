import { anonymous, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recordPost, type RecordedPost } from '../../test/support/hidden-posts';
import { everyRow, handleEvent } from '../../test/support/on-database';
import { PUBLIC } from '../../test/support/recorder';
import { postConsumer } from '../projection/post.consumer';

const EDITOR = memberIdentity('member_editor', { roles: [Role.EDITOR] });

describe('A removed post', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const remove = (id: string, wordsDeleted?: boolean) =>
    handleEvent(open.url, postConsumer, {
      type: 'PostRemoved',
      subject: id,
      payload: { kind: 'ARTICLE', revision: 1, ...PUBLIC, published: false, ...(wordsDeleted && { wordsDeleted }) },
    });
  const rowsWith = async (...texts: string[]): Promise<string[]> =>
    (await everyRow(open.url)).filter((row) => texts.some((text) => row.includes(text)));
  /** Every text that comes from the post alone. */
  const textsOf = ({ post }: RecordedPost) =>
    [`said by ${post}`, `quoted from ${post}`, `aside in ${post}`, `The text of ${post}`, `Alias of ${post}`] as const;
  const factOf = async (id: string, identity = anonymous) => {
    const { data, errors } = await open.query(
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Fact { status citations { quote } } } }',
      { all: [{ __typename: 'Fact', id }] },
      identity,
    );
    expect(errors).toBeUndefined();
    return (data?.['_entities'] as unknown[])[0];
  };

  test('Removal by its author deletes our copy of the text and everything cited only from it', async () => {
    const removed = await recordPost(open.context(), 'zinnia', PUBLIC);
    const kept = await recordPost(open.context(), 'yarrow', PUBLIC);
    const before = await rowsWith('yarrow', ...Object.values(kept));
    for (const text of textsOf(removed)) expect((await rowsWith(text)).length).toBeGreaterThan(0);
    expect(await factOf(removed.publicFactId)).toEqual({
      status: 'DISPUTED',
      citations: [expect.anything(), { quote: 'aside in zinnia' }],
    });
    for (let time = 0; time < 2; time += 1) {
      await remove(removed.postId, true);
      for (const text of textsOf(removed)) expect(await rowsWith(text)).toEqual([]);
    }
    expect(await rowsWith(removed.sourceId, removed.postId)).toEqual([]);
    expect(await factOf(removed.factId, EDITOR)).toBeNull();
    // Another source states it too, and nothing contradicts it any more.
    expect(await factOf(removed.publicFactId)).toEqual({ status: 'ACCEPTED', citations: [expect.anything()] });
    expect(await rowsWith('yarrow', ...Object.values(kept))).toEqual(before);
  });

  test('A claim whose newest version was cited only from the text is recorded behind the version that is left', async () => {
    const context = open.context();
    const gone = await recordPost(context, 'verbena', PUBLIC);
    const text = 'The text of a page.';
    const page = { document: 'page', kind: 'WEB_PAGE', title: 'page', lang: 'fr', text, postId: null } as const;
    const { source } = await context.sources.save({ ...page, originKey: 'page' });
    const record = (value: string, sourceId: string) =>
      context.facts.record({
        document: 'claims',
        claim: 'again',
        subjectId: gone.organisationId,
        property: 'purpose',
        measure: 'STATEMENT',
        value: { kind: 'TEXT', text: value, lang: 'fr' },
        citations: [{ sourceId, quote: 'text', lang: 'fr' }],
      });
    const first = await record('first', source.id);
    await record('second', gone.sourceId);
    await remove(gone.postId, true);
    const third = await record('third', source.id);
    const { data } = await open.query(
      'query ($id: ID!) { fact(id: $id) { id version versions { nodes { id version } } } }',
      {
        id: third.id,
      },
    );
    expect(data?.['fact']).toEqual({
      id: third.id,
      version: 2,
      versions: {
        nodes: expect.arrayContaining([
          { id: third.id, version: 2 },
          { id: first.id, version: 1 },
        ]),
      },
    });
  });

  test('Removal by a moderator keeps the facts for those who see every post', async () => {
    const hidden = await recordPost(open.context(), 'wisteria', PUBLIC);
    await remove(hidden.postId);
    expect(await factOf(hidden.factId)).toBeNull();
    expect(await factOf(hidden.factId, EDITOR)).toMatchObject({ citations: [{ quote: 'quoted from wisteria' }] });
  });
});
