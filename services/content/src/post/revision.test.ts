import { content, type ContentContext } from '@wizness/content';
import { anonymous, type Identity, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import * as fc from 'fast-check';
import { idOf } from '../../test/support/samples';
import { newPost, writePost } from '../../test/support/write-posts';
import { diffOf } from './revision-diff';

const ADA = memberIdentity(idOf('member', 1));
const EDITOR = memberIdentity(idOf('member', 2), { roles: [Role.EDITOR] });

describe('The revisions of a post', () => {
  let open: OpenSubgraph<ContentContext>;
  let id: string;
  beforeAll(async () => {
    open = await openSubgraph(content);
    ({ id } = await writePost(open, 'createPost', newPost({ body: 'Draft 1' }), ADA));
    for (let number = 1; number < 10; number += 1) {
      await writePost(open, 'updatePost', { id, expectedRevision: number, body: `Draft ${number + 1}` }, ADA);
    }
    await writePost(open, 'publishPost', { id }, ADA);
    const correction = { id, expectedRevision: 10, title: 'A better title', reason: ' A typo. ' };
    await writePost(open, 'updatePost', correction, EDITOR);
  });
  afterAll(() => open.close());

  const FIELDS = 'revisions { totalCount nodes { number title reason editor { id } diff { change text } } }';
  const read = async (identity: Identity, fields = FIELDS) =>
    open.query(`query ($id: ID!) { post(id: $id) { ${fields} } }`, { id }, identity);

  test('Are shown to readers from the first publication on', async () => {
    const { data, errors } = await read(anonymous);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      post: {
        revisions: {
          totalCount: 2,
          nodes: [
            {
              ...{ number: 11, title: 'A better title', reason: 'A typo.', editor: { id: EDITOR.memberId } },
              diff: [
                { change: 'KEPT', text: 'A ' },
                { change: 'INSERTED', text: 'better ' },
                { change: 'KEPT', text: 'title\n\nDraft 10' },
              ],
            },
            {
              ...{ number: 10, title: 'A title', reason: null, editor: { id: ADA.memberId } },
              // Compared with nothing, because the revision before is private.
              diff: [{ change: 'INSERTED', text: 'A title\n\nDraft 10' }],
            },
          ],
        },
      },
    });
  });

  test.each([
    ['their author', ADA],
    ['editors', EDITOR],
  ])('Are all shown to %s', async (_, identity) => {
    const { data } = await read(identity, 'revisions { totalCount }');
    expect(data).toEqual({ post: { revisions: { totalCount: 11 } } });
  });

  test('Are compared with any earlier one that the caller may see', async () => {
    const fields = 'revisions(first: 1) { nodes { diff(from: 1) { change text } } }';
    expect((await read(ADA, fields)).errors).toBeUndefined();
    expect((await read(anonymous, fields)).errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: ['from'] },
    });
  });
});

describe('The comparison of two texts', () => {
  test('Gives back both texts', () => {
    const words = fc
      .array(fc.constantFrom('un', ' ', 'été', '\n', '𝕏', ',', 'Voiture&Co', '  '))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffOf(before, after);
        const textOf = (...kinds: readonly string[]) =>
          parts.flatMap(({ change, text }) => (kinds.includes(change) ? [text] : [])).join('');
        expect(textOf('KEPT', 'DELETED')).toBe(before);
        expect(textOf('KEPT', 'INSERTED')).toBe(after);
      }),
    );
  });

  test('Has one part for each text when there would be more than 2,000 parts', () => {
    const before = Array.from({ length: 3000 }, (_, index) => `a${index} same`).join(' ');
    const after = Array.from({ length: 3000 }, (_, index) => `b${index} same`).join(' ');
    expect(diffOf(before, after)).toEqual([
      { change: 'DELETED', text: before },
      { change: 'INSERTED', text: after },
    ]);
  });
});
