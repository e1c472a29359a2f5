import { content, type ContentContext } from '@wizness/content';
import { Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { idOf } from '../../test/support/samples';
import { mutate } from '../../test/support/write-posts';

const EDITOR = memberIdentity(idOf('member', 1), { roles: [Role.EDITOR] });
const TOPIC = 'topic { slug labels { lang value } definitions { lang value } broader { slug } related { slug } }';

describe('An editor', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const save = (input: Record<string, unknown>) => mutate(open, 'saveTopic', input, EDITOR, TOPIC);
  const label = (value: string, lang = 'fr') => [{ lang, value }];

  test('Creates topics and changes the parts that are given', async () => {
    const labels = [...label('Mobilité'), ...label('Mobility', 'en')];
    expect(await save({ slug: 'mobility', labels })).toMatchObject({ topic: { labels }, userErrors: [] });
    await save({ slug: 'cycling', labels: label('Vélo'), broaderSlugs: ['mobility'] });
    const changed = await save({ slug: 'cycling', definitions: label('À vélo.'), relatedSlugs: ['mobility'] });
    expect(changed).toMatchObject({
      topic: {
        labels: label('Vélo'),
        definitions: label('À vélo.'),
        broader: [{ slug: 'mobility' }],
        related: [{ slug: 'mobility' }],
      },
    });
    const emptied = await save({ slug: 'cycling', definitions: [], broaderSlugs: [], relatedSlugs: [] });
    expect(emptied).toMatchObject({ topic: { labels: label('Vélo'), definitions: [], broader: [], related: [] } });
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ['a slug with capitals', { slug: 'Cycling', labels: label('A') }, 'INVALID', 'slug'],
    ['a new topic without a label', { slug: 'unlabelled' }, 'REQUIRED', 'labels'],
    ['a blank label', { slug: 'blank', labels: label(' ') }, 'REQUIRED', 'labels.0.value'],
    ['a label that is too long', { slug: 'long', labels: label('x'.repeat(101)) }, 'TOO_LONG', 'labels.0.value'],
    ['two labels in one language', { slug: 'two', labels: [...label('A'), ...label('B')] }, 'INVALID', 'labels.1.lang'],
    ['a label in an unknown language', { slug: 'xq', labels: label('A', 'xq') }, 'INVALID', 'labels.0.lang'],
    [
      'an unknown broader topic',
      { slug: 'a', labels: label('A'), broaderSlugs: ['none'] },
      'NOT_FOUND',
      'broaderSlugs',
    ],
    ['a topic related to itself', { slug: 'a', labels: label('A'), relatedSlugs: ['a'] }, 'INVALID', 'relatedSlugs'],
  ])('Is refused %s', async (_, input, code, field) => {
    const { topic, userErrors } = await save(input);
    expect(topic).toBeNull();
    expect(userErrors.map((error) => `${error.code} ${error.field?.join('.')}`)).toEqual([`${code} ${field}`]);
    const { data } = await open.query('query ($slug: String!) { topic(slug: $slug) { id } }', {
      slug: String(input['slug']),
    });
    expect(data).toEqual({ topic: null });
  });

  test('Cannot make a topic a part of itself, but can turn a relation round', async () => {
    await save({ slug: 'wide', labels: label('Wide') });
    await save({ slug: 'narrow', labels: label('Narrow'), broaderSlugs: ['wide'] });
    const circle = await save({ slug: 'wide', broaderSlugs: ['narrow'] });
    expect(circle).toMatchObject({ topic: null, userErrors: [{ code: 'CONFLICT', field: ['broaderSlugs'] }] });
    await save({ slug: 'narrow', broaderSlugs: [] });
    expect(await save({ slug: 'wide', broaderSlugs: ['narrow'] })).toMatchObject({
      topic: { broader: [{ slug: 'narrow' }] },
    });
  });

  test('Creates an event series once for a name and organiser', async () => {
    const create = (input: Record<string, unknown>) =>
      mutate(open, 'createEventSeries', input, EDITOR, 'eventSeries { id name }');
    const input = { name: ' Les  mardis ', idempotencyKey: 'once' };
    const first = await create(input);
    expect(first).toMatchObject({ eventSeries: { name: 'Les mardis' }, userErrors: [] });
    expect(await create(input)).toEqual(first);
    expect((await create({ name: 'les mardis' })).userErrors).toMatchObject([
      { code: 'ALREADY_EXISTS', field: ['name'] },
    ]);
    expect((await create({ name: ' ' })).userErrors).toMatchObject([{ code: 'REQUIRED', field: ['name'] }]);
    const unknown = await create({ name: 'Other', organiserId: idOf('org', 9) });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['organiserId'] }]);
  });

  test.each(['saveTopic', 'createEventSeries'])('Is required for %s', async (field) => {
    const input = field === 'saveTopic' ? { slug: 'mine', labels: label('Mine') } : { name: 'Mine' };
    await expect(mutate(open, field, input, memberIdentity(idOf('member', 2)))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});
