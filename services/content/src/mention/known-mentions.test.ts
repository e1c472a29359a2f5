import { type LoggedEvent, systemClock } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { content, type ContentContext, TextFormat } from '@wizness/content';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';

const [VOITURE, MOBILIZ, OTHER, ALLIANCE] = [
  idOf('org', 1),
  idOf('programme', 2),
  idOf('org', 3),
  idOf('partnership', 4),
] as const;

describe('Mentions of what is known by name', () => {
  let open: OpenSubgraph<ContentContext>;
  let log: LoggedEvent[];
  beforeEach(async () => {
    open = await openSubgraph(content);
    log = [];
  });
  afterEach(() => open.close());

  /** Lets content read that a subject has these names. */
  const name = (subject: string, ...names: string[]): Promise<void> => {
    const position = log.length + 1;
    log.push({ position, type: 'SubjectNamed', subject, payload: { names }, occurredAt: new Date() });
    const partnerships = { read: async (after: number, limit: number) => log.slice(after, after + limit) };
    return open.catchUp(
      { partnerships, membership: { read: async () => [] }, ratings: { read: async () => [] } },
      systemClock,
    );
  };
  const publish = (
    slug: string,
    source: string,
    mentions: { targetId: string; surface: string; start: number }[] = [],
  ) =>
    autocommit(open.context()).posts.publish(
      news(slug, {
        body: { source, format: TextFormat.MARKDOWN },
        mentions: mentions.map((mention) => ({ ...mention, end: mention.start + mention.surface.length })),
      }),
    );
  const mentionsOf = async (slug: string): Promise<string[]> => {
    const { data, errors } = await open.query(
      `query ($slug: String) { post(slug: $slug) { body { source } mentions { surface start end target {
        ... on Organisation { id } ... on Programme { id } ... on Partnership { id } ... on Person { id } ... on Member { id } } } } }`,
      { slug },
    );
    expect(errors).toBeUndefined();
    const { body, mentions } = data?.['post'] as {
      body: { source: string };
      mentions: { surface: string; start: number; end: number; target: { id: string } }[];
    };
    const characters = [...body.source];
    return mentions.map(({ surface, start, end, target }) => {
      expect(characters.slice(start, end).join('')).toBe(surface);
      return `${surface} ${target.id}`;
    });
  };

  test('Are found when a post is published after the name is known, whatever its spelling', async () => {
    await name(VOITURE, 'Voiture&Co', 'Wimoov');
    await name(MOBILIZ, 'L’Œuvre du Matin', 'RucheVive');
    await publish('one', "😀 Voiture & co, voiture et co, L'Oeuvre du Matin, Ruche\u00adVive, Wimoovs.");
    expect(await mentionsOf('one')).toEqual([
      `Voiture & co ${VOITURE}`,
      `L'Oeuvre du Matin ${MOBILIZ}`,
      `Ruche\u00adVive ${MOBILIZ}`,
    ]);
  });

  test('Are found in posts that were published before, and given up when a name is no longer one of the subject', async () => {
    await publish('before', 'Avec Mobiliz et Voiture&Co.');
    await publish('elsewhere', 'Sans nom.');
    await name(MOBILIZ, 'Mobiliz');
    await name(ALLIANCE, 'Voiture & Co');
    expect(await mentionsOf('before')).toEqual([`Mobiliz ${MOBILIZ}`, `Voiture&Co ${ALLIANCE}`]);
    expect(await mentionsOf('elsewhere')).toEqual([]);
    await name(ALLIANCE, 'Une autre');
    expect(await mentionsOf('before')).toEqual([`Mobiliz ${MOBILIZ}`]);
  });

  test('A name of two subjects is a mention of neither, and again of one when the other gives it up', async () => {
    await name(MOBILIZ, 'Mobiliz');
    await publish('both', 'Mobiliz avance.');
    await name(OTHER, 'MOBILIZ');
    expect(await mentionsOf('both')).toEqual([]);
    await name(OTHER, 'Autre chose');
    expect(await mentionsOf('both')).toEqual([`Mobiliz ${MOBILIZ}`]);
  });

  test('Do not replace or overlap what the author states, also when names change', async () => {
    await name(MOBILIZ, 'Mobiliz');
    await publish('stated', 'Mobiliz Invest et Mobiliz.', [{ targetId: OTHER, surface: 'Mobiliz Invest', start: 0 }]);
    const expected = [`Mobiliz Invest ${OTHER}`, `Mobiliz ${MOBILIZ}`];
    expect(await mentionsOf('stated')).toEqual(expected);
    await name(ALLIANCE, 'Invest');
    expect(await mentionsOf('stated')).toEqual(expected);
  });

  test('Make the post one of the posts about each subject', async () => {
    await name(ALLIANCE, 'Les Deux Rives');
    await publish('about', 'Les Deux Rives, encore Les Deux Rives.');
    const { data } = await open.query(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Partnership { posts { nodes { slug } totalCount } } } }',
      { of: [{ __typename: 'Partnership', id: ALLIANCE }] },
    );
    expect(data?.['_entities']).toEqual([{ posts: { nodes: [{ slug: 'about' }], totalCount: 1 } }]);
  });

  test('An event that is handled again changes nothing', async () => {
    await name(MOBILIZ, 'Mobiliz');
    await publish('again', 'Mobiliz.');
    await name(MOBILIZ, 'Mobiliz');
    expect(await mentionsOf('again')).toEqual([`Mobiliz ${MOBILIZ}`]);
  });
});
