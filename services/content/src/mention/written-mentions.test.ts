import { content, type ContentContext, TextFormat } from '@wizness/content';
import { ErasureMode, type Identity, type LoggedEvent, type NewEvent, systemClock } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph, tablesHolding } from '@wizness/kernel/testing';
import { logged } from '../../test/support/content-with-membership';
import { idOf } from '../../test/support/samples';
import { mutate, newPost, writePost } from '../../test/support/write-posts';
import { renderRichText } from '../rich-text/rich-text';
import { sliceCodePoints } from '../rich-text/text-position';

const ADA = memberIdentity(idOf('member', 1));
const LEA = idOf('member', 2);
const RENAULT = idOf('org', 1);
const CLAIRE = idOf('person', 2);

const referencesIn = (source: string): string[] =>
  renderRichText(source, 'MARKDOWN').mentions.map(({ reference, label, start, end }) => {
    expect(sliceCodePoints(source, start, end)).toMatch(/^(?:@|\[\[)/);
    return `${reference} ${label}`;
  });

describe('The syntax of mentions', () => {
  test.each([
    ['@lea', ['member:lea @lea']],
    ['Merci @lea-marchand, et @Tom !', ['member:lea-marchand @lea-marchand', 'member:tom @Tom']],
    ['l’@lea', ['member:lea @lea']],
    ['(@lea)', ['member:lea @lea']],
    ['*@lea*', ['member:lea @lea']],
    ['😀@lea', ['member:lea @lea']],
    ['« @lea »', ['member:lea @lea']],
    ['@lea.', ['member:lea @lea']],
    ['> - quoted @lea', ['member:lea @lea']],
    ['# Title with @lea', ['member:lea @lea']],
    ['[[org:renault]]', ['org:renault renault']],
    ['[[person:claire-dupont|Mme *Dupont*]] parle', ['person:claire-dupont Mme *Dupont*']],
    ['[[programme:mobiliz]] [[partnership:a-b]]', ['programme:mobiliz mobiliz', 'partnership:a-b a-b']],
    ['[[org:renault|<b>x</b>]]', ['org:renault <b>x</b>']],
  ])('Finds %s', (source, found) => {
    expect(referencesIn(source)).toEqual(found);
  });

  test.each([
    'x@lea.org',
    '@lea.org',
    '@lea@lea',
    '@lea_x',
    '@lea-',
    '_@lea',
    'a/@lea',
    '@le',
    '@léa',
    '\\@lea',
    '`@lea`',
    '```\n@lea\n```',
    '    @lea',
    '[@lea](https://example.org/)',
    'https://example.org/@lea',
    '<https://example.org/@lea>',
    '\\[[org:renault]]',
    '[[org:Renault]]',
    '[[member:lea]]',
    '[[org:renault|a\nb]]',
    '[[org:renault|]]',
    '`[[org:renault]]`',
  ])('Leaves %s as it is', (source) => {
    expect(referencesIn(source)).toEqual([]);
  });

  test('Reads a long text of nothing else in linear time', () => {
    expect(referencesIn('@lea '.repeat(2_000))).toHaveLength(2_000);
    expect(referencesIn('@'.repeat(50_000))).toEqual([]);
    expect(referencesIn('[['.repeat(25_000))).toEqual([]);
  });
});

describe('Mentions that authors write', () => {
  let open: OpenSubgraph<ContentContext>;
  const logs: Record<'membership' | 'partnerships', LoggedEvent[]> = { membership: [], partnerships: [] };
  const deliver = (service: keyof typeof logs, ...events: NewEvent[]): Promise<void> => {
    for (const event of events) logs[service].push(logged(logs[service].length + 1, event));
    const read = (log: LoggedEvent[]) => async (after: number, limit: number) => log.slice(after, after + limit);
    return open.catchUp(
      {
        membership: { read: read(logs.membership) },
        partnerships: { read: read(logs.partnerships) },
        ratings: { read: async () => [] },
      },
      systemClock,
    );
  };
  const named = (subject: string, handle: string | null, name: string | null): NewEvent => ({
    type: 'MemberNamed',
    subject,
    payload: { handle, name },
  });

  beforeAll(async () => {
    open = await openSubgraph(content);
    await deliver('membership', named(LEA, 'lea', 'Léa Marchand'), named(idOf('member', 3), 'leon', 'Léon'));
    await deliver(
      'partnerships',
      { type: 'SubjectNamed', subject: RENAULT, payload: { slug: 'renault', names: ['Renault', 'La Régie'] } },
      { type: 'SubjectNamed', subject: CLAIRE, payload: { slug: 'claire-dupont', names: ['Claire Dupont'] } },
    );
  });
  afterAll(() => open.close());

  const read = async (id: string) =>
    (
      await open.query(
        `query ($id: ID!) { post(id: $id) { body { source html text } mentions { surface start end target {
           __typename ... on Organisation { id } ... on Person { id } ... on Member { id } } } } }`,
        { id },
        ADA,
      )
    ).data?.['post'] as {
      body: { source: string; html: string; text: string };
      mentions: { surface: string; start: number; end: number; target: { id: string } }[];
    };
  const mentionsOf = async (id: string): Promise<string[]> => {
    const { body, mentions } = await read(id);
    return mentions.map(({ surface, start, end, target }) => {
      expect(sliceCodePoints(body.source, start, end)).toBe(surface);
      return `${surface} ${target.id}`;
    });
  };
  const lastEvent = async (id: string) => (await open.events.read(0, 1000)).findLast(({ subject }) => subject === id);
  const write = (body: string, more: object = {}, by: Identity = ADA) =>
    writePost(open, 'createPost', newPost({ body, ...more }), by);

  test('Are stored with their offsets, and are links to what they name', async () => {
    const { id } = await write('😀 @lea et [[org:renault|la marque]], pas @nobody ni [[org:none]].');
    expect(await mentionsOf(id)).toEqual([`@lea ${LEA}`, `[[org:renault|la marque]] ${RENAULT}`]);
    const { html, text } = (await read(id)).body;
    expect(text).toBe('😀 @lea et la marque, pas @nobody ni none.');
    expect(html).toMatch(
      /<a href="[^"]*\/members\/lea" rel="[^"]*">@lea<\/a> et <a href="[^"]*\/organisations\/renault"/,
    );
    expect(html).toContain('pas @nobody ni none.');
  });

  test('Follow the text when it is changed, beside names that are found', async () => {
    const { id } = await write('Renault et @lea.');
    expect(await mentionsOf(id)).toEqual([`Renault ${RENAULT}`, `@lea ${LEA}`]);
    await writePost(
      open,
      'updatePost',
      { id, expectedRevision: 1, body: 'Avec [[person:claire-dupont]], Renault.' },
      ADA,
    );
    expect(await mentionsOf(id)).toEqual([`[[person:claire-dupont]] ${CLAIRE}`, `Renault ${RENAULT}`]);
  });

  test('Are named in the event of a publication, at most ten members', async () => {
    const { id } = await write('@lea @lea');
    expect(await lastEvent(id)).toMatchObject({ type: 'PostDrafted', payload: { mentionedMemberIds: [LEA] } });
    await writePost(open, 'publishPost', { id }, ADA);
    expect(await lastEvent(id)).toMatchObject({ type: 'PostPublished', payload: { mentionedMemberIds: [LEA] } });
    const others = Array.from({ length: 12 }, (_, index) => named(idOf('member', 100 + index), `many${index}`, 'Many'));
    await deliver('membership', ...others);
    const many = await write(others.map((_, index) => `@many${index}`).join(' '), { publish: true });
    expect((await lastEvent(many.id))?.payload['mentionedMemberIds']).toHaveLength(10);
  });

  test('In a comment are links and in its events', async () => {
    const { id: postId } = await write('Some words.', { publish: true });
    const input = { postId, body: 'See @lea.' };
    const written = await mutate(open, 'createComment', input, ADA, 'comment { id body { html } }');
    const { id, body } = written['comment'] as { id: string; body: { html: string } };
    expect(body.html).toMatch(/<a href="[^"]*\/members\/lea"/);
    expect(await lastEvent(id)).toMatchObject({ type: 'CommentAdded', payload: { mentionedMemberIds: [LEA] } });
    await mutate(open, 'updateComment', { id, body: 'See nobody.' }, ADA, 'comment { id }');
    expect((await lastEvent(id))?.payload).not.toHaveProperty('mentionedMemberIds');
  });

  const suggest = async (prefix: string, first = 10) => {
    const { data, errors } = await open.query(
      'query ($prefix: String!, $first: Int) { mentionSuggestions(prefix: $prefix, first: $first) { label insert target { __typename } } }',
      { prefix, first },
    );
    if (errors?.[0]) throw errors[0];
    return (data?.['mentionSuggestions'] as { insert: string }[]).map(({ insert }) => insert);
  };

  test('Are suggested from the beginning of a name, a word of it, a handle or a slug', async () => {
    expect(await suggest('lea')).toEqual(['@lea']);
    expect(await suggest('LÉA M')).toEqual(['@lea']);
    expect(await suggest('march')).toEqual(['@lea']);
    expect(await suggest('le')).toEqual(['@lea', '@leon']);
    expect(await suggest('l')).toEqual(['[[org:renault|Renault]]']);
    expect(await suggest('dup')).toEqual(['[[person:claire-dupont|Claire Dupont]]']);
    expect(await suggest('org:r')).toEqual(['[[org:renault|Renault]]']);
    expect(await suggest('person:r')).toEqual([]);
    expect(await suggest('re', 0)).toEqual([]);
    expect(await suggest('%')).toEqual([]);
    expect(await suggest("re'; DROP")).toEqual([]);
    await expect(suggest('')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(suggest('x'.repeat(101))).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(suggest('x', 21)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('Follow a new display name, and leave no trace of an erased member', async () => {
    const zoe = idOf('member', 50);
    await deliver('membership', named(zoe, 'zoe-quine', 'Zoe Quine'), named(zoe, 'zoe-quine', 'Zoe Other'));
    expect([await suggest('quine'), await suggest('zoe oth')]).toEqual([['@zoe-quine'], ['@zoe-quine']]);
    const { id } = await write('Avec @zoe-quine et [[org:renault]], pas x@another-one.', { publish: true });
    await mutate(open, 'createComment', { postId: id, body: 'Oui @zoe-quine.' }, ADA, 'comment { id }');
    await deliver('membership', {
      type: 'MemberErased',
      subject: zoe,
      payload: { mode: ErasureMode.ANONYMISE_CONTENT },
    });
    expect((await read(id)).body.text).toBe('Avec @……… et renault, pas x@another-one.'.replace('………', '…'.repeat(9)));
    expect(await mentionsOf(id)).toEqual([`[[org:renault]] ${RENAULT}`]);
    expect(await suggest('zoe')).toEqual([]);
    const kept = await tablesHolding(open.url, 'content', '@zoe-quine');
    expect(kept).toEqual([]);
    const { data } = await open.query('{ posts(filter: { text: "zoe-quine" }) { nodes { id } } }', {}, ADA);
    expect(data?.['posts']).toEqual({ nodes: [] });
    await deliver('membership', named(zoe, 'zoe-quine', 'Zoe Again'));
    expect(await suggest('zoe')).toEqual([]);
  });

  test('Are plain words in another format', async () => {
    const { id } = await write('@lea', { format: TextFormat.PLAIN });
    expect(await mentionsOf(id)).toEqual([]);
  });
});
