import { content, type ContentContext } from '@wizness/content';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf } from '../../test/support/samples';
import { mutate, newPost } from '../../test/support/write-posts';

const ADA = memberIdentity(idOf('member', 1));
const OWN_ORGANISATION = idOf('org', 1);

describe('A member who writes a post that is not valid', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeAll(async () => {
    open = await openSubgraph(content);
    await autocommit(open.context()).topics.define([{ slug: 'mobility', labels: { en: 'Mobility' } }]);
  });
  afterAll(() => open.close());

  const count = async (): Promise<number> => (await open.personalDataOf(String(ADA.memberId)))['posts']?.length ?? 0;

  const FUTURE = '2126-01-01T00:00:00Z';
  const event = (details: object) => newPost({ kind: 'EVENT', details: { event: details } });
  const challenge = (details: object) => newPost({ kind: 'CHALLENGE', details: { challenge: details } });
  test.each<[string, Record<string, unknown>, string, string]>([
    ['a blank title', newPost({ title: '  ' }), 'REQUIRED', 'title'],
    ['a title that is too long', newPost({ title: 'é'.repeat(201) }), 'TOO_LONG', 'title'],
    ['a title with a control character', newPost({ title: 'a\u0007b' }), 'INVALID', 'title'],
    ['a title that reverses text', newPost({ title: 'a\u202eb' }), 'INVALID', 'title'],
    ['a blank body', newPost({ body: '\u200b \n ' }), 'REQUIRED', 'body'],
    ['a body that is too long', newPost({ body: 'x'.repeat(100_001) }), 'TOO_LONG', 'body'],
    ['a body with a NUL character', newPost({ body: 'a\0b' }), 'INVALID', 'body'],
    ['a body that covers its neighbours', newPost({ body: `a${'\u0301'.repeat(7)}` }), 'INVALID', 'body'],
    ['a link to a script', newPost({ body: '[a](javascript:alert(1))' }), 'INVALID', 'body'],
    ['a link to data', newPost({ body: '[a](DATA:text/html,hi)' }), 'INVALID', 'body'],
    ['deeply nested quotes', newPost({ body: `${'>'.repeat(500)} a` }), 'INVALID', 'body'],
    ['an unknown language', newPost({ lang: 'xq' }), 'INVALID', 'lang'],
    ['a summary that is too long', newPost({ summary: 'x'.repeat(501) }), 'TOO_LONG', 'summary'],
    ['an unknown topic', newPost({ topicSlugs: ['mobility', 'mobilty'] }), 'NOT_FOUND', 'topicSlugs.1'],
    ['too many topics', newPost({ topicSlugs: Array(21).fill('mobility') }), 'TOO_LONG', 'topicSlugs'],
    ['an audience without an organisation', newPost({ visibility: 'ORGANISATION' }), 'REQUIRED', 'writtenForId'],
    ['details of another kind', newPost({ details: { event: {} } }), 'INVALID', 'details.event'],
    ['a challenge without a question', newPost({ kind: 'CHALLENGE' }), 'REQUIRED', 'details.challenge'],
    ['a blank question', challenge({ question: ' ' }), 'REQUIRED', 'details.challenge.question'],
    [
      'a challenge that closes before it opens',
      challenge({ question: 'Why?', opensAt: '2126-01-02T00:00:00Z', closesAt: FUTURE }),
      'INVALID',
      'details.challenge.closesAt',
    ],
    [
      'a challenge that is over',
      challenge({ question: 'Why?', closesAt: '2020-01-01T00:00:00Z' }),
      'INVALID',
      'details.challenge.closesAt',
    ],
    [
      'an outcome before the end',
      challenge({ question: 'Why?', outcome: 'So.' }),
      'LOCKED',
      'details.challenge.outcome',
    ],
    [
      'a challenge of a foreign organisation',
      challenge({ question: 'Why?', hostId: OWN_ORGANISATION }),
      'FORBIDDEN',
      'details.challenge.hostId',
    ],
    ['an event with a start and no zone', event({ startsAt: FUTURE }), 'REQUIRED', 'details.event.timeZone'],
    ['an unknown zone', event({ startsAt: FUTURE, timeZone: 'Mars/Base' }), 'INVALID', 'details.event.timeZone'],
    ['an offset as a zone', event({ startsAt: FUTURE, timeZone: '+02:00' }), 'INVALID', 'details.event.timeZone'],
    [
      'an event that ends before it starts',
      event({ startsAt: FUTURE, endsAt: '2125-01-01T00:00:00Z', timeZone: 'UTC' }),
      'INVALID',
      'details.event.endsAt',
    ],
    ['an end without a start', event({ endsAt: FUTURE }), 'INVALID', 'details.event.endsAt'],
    ['an invalid date', event({ whenEdtf: '2027-02-30' }), 'INVALID', 'details.event.whenEdtf'],
    [
      'a start and a date',
      event({ startsAt: FUTURE, timeZone: 'UTC', whenEdtf: '2126' }),
      'INVALID',
      'details.event.whenEdtf',
    ],
    ['no capacity', event({ capacity: 0 }), 'INVALID', 'details.event.capacity'],
    ['a speaker without a name', event({ speakers: [{ name: '' }] }), 'REQUIRED', 'details.event.speakers.0.name'],
    [
      'an unknown speaker',
      event({ speakers: [{ name: 'A', personId: 'person_1' }] }),
      'NOT_FOUND',
      'details.event.speakers.0.personId',
    ],
    ['an unknown organiser', event({ organiserIds: [idOf('org', 9)] }), 'NOT_FOUND', 'details.event.organiserIds.0'],
    ['an unknown series', event({ seriesId: 'series_1' }), 'NOT_FOUND', 'details.event.seriesId'],
    [
      'an article on an unknown event',
      newPost({ kind: 'ARTICLE', details: { article: { reportsOnId: 'post_1' } } }),
      'NOT_FOUND',
      'details.article.reportsOnId',
    ],
    ['a blank idempotency key', newPost({ idempotencyKey: ' ' }), 'REQUIRED', 'idempotencyKey'],
  ])('Is refused %s, and nothing is stored', async (_, input, code, field) => {
    const before = await count();
    const { post, userErrors } = await mutate(open, 'createPost', input, ADA, 'post { id }');
    expect(post).toBeNull();
    expect(userErrors.map((error) => `${error.code} ${error.field?.join('.')}`)).toEqual([`${code} ${field}`]);
    expect(await count()).toBe(before);
  });

  test('Is stored with each line as one line, whatever separates its words', async () => {
    const details = `post { details { ... on ChallengeDetails { question } ... on EventDetails { speakers { name } } } }`;
    const { post: asked } = await mutate(open, 'createPost', challenge({ question: 'How\r\nis\tit?' }), ADA, details);
    const { post: spoken } = await mutate(open, 'createPost', event({ speakers: [{ name: 'A\rB' }] }), ADA, details);
    expect([asked, spoken]).toEqual([
      { details: { question: 'How is it?' } },
      { details: { speakers: [{ name: 'A B' }] } },
    ]);
  });
});

describe('An operator', () => {
  test('Limits the length of titles and bodies, and the error names the limit', async () => {
    const open = await openSubgraph(content, {
      ...content.settings.parse({}),
      limits: { titleLength: 5, bodyLength: 10 },
    });
    const { userErrors } = await mutate(open, 'createPost', newPost({ title: 'Longer', body: 'x'.repeat(11) }), ADA);
    expect(userErrors).toMatchObject([
      { code: 'TOO_LONG', field: ['title'], message: expect.stringContaining('at most 5 ') },
      { code: 'TOO_LONG', field: ['body'], message: expect.stringContaining('at most 10 ') },
    ]);
    await open.close();
  });
});
