import { content, type ContentContext, PostKind, TextFormat } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf } from '../../test/support/samples';

const text = { lang: 'fr', body: { source: 'Texte', format: TextFormat.PLAIN } };

describe('Details of a post', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const read = async (slug: string, fields: string): Promise<unknown> => {
    const { data, errors } = await open.query(`query ($slug: String!) { post(slug: $slug) { ${fields} } }`, { slug });
    expect(errors).toBeUndefined();
    return data?.['post'];
  };

  test('Are stored for each kind, with their references', async () => {
    const { posts, series } = autocommit(open.context());
    const alterMardis = await series.define({ name: 'Alter-Mardis', organiserId: idOf('org', 1) });
    expect((await series.define({ name: 'Alter-Mardis', organiserId: idOf('org', 1) })).id).toBe(alterMardis.id);
    const event = await posts.publish({
      kind: PostKind.EVENT,
      slug: 'evening',
      title: 'Evening',
      lang: 'fr',
      body: { source: 'On parle.', format: TextFormat.PLAIN },
      details: {
        seriesId: alterMardis.id,
        theme: 'Innover',
        when: FuzzyDate.unknown('Hier soir'),
        organiserIds: [idOf('org', 1)],
        speakers: [
          { position: 2, name: 'Claire', organisationId: idOf('org', 2) },
          { position: 1, name: 'Frédéric', title: 'Professeur', personId: idOf('person', 1) },
        ],
      },
    });
    await posts.publish({
      kind: PostKind.ARTICLE,
      slug: 'report',
      title: 'Report',
      ...text,
      details: { reportsOnId: event.post.id },
    });
    await posts.publish({
      kind: PostKind.NEWS,
      slug: 'news',
      title: 'News',
      ...text,
      details: { outlet: 'La Tribune', externalUrl: 'https://example.org/' },
    });
    const practice = await posts.publish({
      kind: PostKind.GOOD_PRACTICE,
      slug: 'practice',
      title: 'Practice',
      ...text,
      details: { problem: 'P', organisationIds: [idOf('org', 2)] },
    });
    const challenge = await posts.publish({
      kind: PostKind.CHALLENGE,
      slug: 'challenge',
      title: 'Challenge',
      ...text,
      details: { question: 'How?' },
    });
    for (const _ of [1, 2]) await posts.contribute({ challengeId: challenge.post.id, postId: practice.post.id });

    expect(
      await read(
        'report',
        `details { ... on ArticleDetails { reportsOn { slug details { ... on EventDetails {
          series { name organiser { id } events { nodes { slug } } } theme when { edtf raw precision } startsAt place
          organisers { id } speakers { position name title person { id } organisation { id } } reports { nodes { slug } }
        } } } } }`,
      ),
    ).toEqual({
      details: {
        reportsOn: {
          slug: 'evening',
          details: {
            series: {
              name: 'Alter-Mardis',
              organiser: { id: idOf('org', 1) },
              events: { nodes: [{ slug: 'evening' }] },
            },
            theme: 'Innover',
            when: { edtf: 'XXXX', raw: 'Hier soir', precision: 'UNKNOWN' },
            startsAt: null,
            place: null,
            organisers: [{ id: idOf('org', 1) }],
            speakers: [
              {
                position: 1,
                name: 'Frédéric',
                title: 'Professeur',
                person: { id: idOf('person', 1) },
                organisation: null,
              },
              { position: 2, name: 'Claire', title: null, person: null, organisation: { id: idOf('org', 2) } },
            ],
            reports: { nodes: [{ slug: 'report' }] },
          },
        },
      },
    });
    expect(await read('news', 'details { __typename ... on NewsDetails { outlet externalUrl } }')).toEqual({
      details: { __typename: 'NewsDetails', outlet: 'La Tribune', externalUrl: 'https://example.org/' },
    });
    expect(
      await read('practice', 'details { ... on GoodPracticeDetails { problem lessons organisations { id } } }'),
    ).toEqual({
      details: { problem: 'P', lessons: null, organisations: [{ id: idOf('org', 2) }] },
    });
    expect(
      await read(
        'challenge',
        'details { ... on ChallengeDetails { question host { id } contributions { nodes { slug } totalCount } } }',
      ),
    ).toEqual({
      details: { question: 'How?', host: null, contributions: { nodes: [{ slug: 'practice' }], totalCount: 1 } },
    });
  });
});
