import { content, type ContentContext, PostKind, readWiznessPage, TextFormat } from '@wizness/content';
import { FuzzyDate, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf } from '../../test/support/samples';
import type { NewEventDetails } from '../post/new-post';

const EDITOR = memberIdentity(idOf('member', 1), { roles: [Role.EDITOR] });
const body = { source: 'Texte', format: TextFormat.PLAIN };

const EVENING = {
  startsAt: new Date('2012-06-04T17:00:00Z'),
  endsAt: new Date('2012-06-04T22:30:00Z'),
  timeZone: 'Europe/Paris',
};
const STORED = { startsAt: EVENING.startsAt.toISOString(), endsAt: EVENING.endsAt.toISOString() };
const NONE = { startsAt: null, endsAt: null };

describe('An event that is imported again', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const timesAfter = async (slug: string, details: NewEventDetails): Promise<unknown> => {
    const when = FuzzyDate.fromEdtf('2012-06-04');
    await autocommit(open.context()).posts.publish({
      ...{ kind: PostKind.EVENT, slug, title: slug, lang: 'fr', body },
      details: { when, place: 'Paris', ...EVENING },
    });
    const page = readWiznessPage(Buffer.from(`Page of ${slug}\n\nOn parle de cette soirée, qui aura lieu à Paris.\n`));
    const event = {
      key: 'event',
      slug,
      title: slug,
      lang: 'fr',
      body: body.source,
      topicSlugs: [],
      seriesKey: null,
      details,
    };
    await open
      .context({ identity: EDITOR })
      .imports.importPage({ page, kind: PostKind.ARTICLE, slug: `page-${slug}`, events: [event] });
    const { data, errors } = await open.query(
      `{ post(slug: "${slug}") { details { ... on EventDetails { startsAt endsAt place when { edtf } } } } }`,
    );
    expect(errors).toBeUndefined();
    return (data?.['post'] as { details: unknown }).details;
  };

  test.each([
    ['keeps its times if the page gives no date', 'no-date', FuzzyDate.unknown(), '2012-06-04', STORED],
    ['keeps its times on the same day', 'same-day', FuzzyDate.fromEdtf('2012-06-04'), '2012-06-04', STORED],
    ['keeps its times in a month that contains them', 'month', FuzzyDate.fromEdtf('2012-06'), '2012-06', STORED],
    ['has none of another day', 'other-day', FuzzyDate.fromEdtf('2012-06-11'), '2012-06-11', NONE],
  ])('%s', async (_, slug, when, edtf, times) => {
    expect(await timesAfter(slug, { when })).toEqual({ place: 'Paris', when: { edtf }, ...times });
  });

  test('Never has the end of an earlier start', async () => {
    const startsAt = new Date('2012-06-05T18:00:00Z');
    const details = { when: FuzzyDate.fromEdtf('2012-06-05'), startsAt, timeZone: 'Europe/Paris' };
    const times = { startsAt: startsAt.toISOString(), endsAt: null };
    expect(await timesAfter('new-start', details)).toMatchObject(times);
  });
});
