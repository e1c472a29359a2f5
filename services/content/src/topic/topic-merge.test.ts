import { content, type ContentContext, type NewTopic } from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';

describe('Topics that are defined again', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeEach(async () => {
    open = await openSubgraph(content);
    await autocommit(open.context()).topics.define([
      { slug: 'economy', labels: { fr: 'Économie' } },
      { slug: 'social-business', labels: { en: 'Social business' } },
    ]);
  });
  afterEach(() => open.close());

  const read = async (slug: string, fields: string) =>
    (await open.query(`{ topic(slug: "${slug}") { ${fields} } }`)).data?.['topic'];

  test('A later definition adds to a topic: it neither empties nor replaces a label, a definition or a relation', async () => {
    const merge = (topic: NewTopic) => open.context().inTransaction(({ stores }) => stores.topics.merge([topic]));
    const first = { slug: 'hedges', labels: { fr: 'Haies' }, definition: { fr: 'Des arbres.' }, broader: ['economy'] };
    expect(await merge(first)).toEqual([]);
    expect(await merge({ slug: 'hedges', labels: { fr: 'Haie', en: 'Hedges' }, related: ['social-business'] })).toEqual(
      [{ slug: 'hedges', field: 'labels.fr', kept: 'Haies', given: 'Haie' }],
    );
    expect(await merge({ ...first, definition: { fr: 'Un mur.', en: 'Trees.' }, broader: [] })).toEqual([
      { slug: 'hedges', field: 'definition.fr', kept: 'Des arbres.', given: 'Un mur.' },
    ]);
    const fields = 'label(lang: "fr") en: label(lang: "en") definition(lang: "fr") broader { slug } related { slug }';
    expect(await read('hedges', fields)).toEqual({
      label: 'Haies',
      en: 'Hedges',
      definition: 'Des arbres.',
      broader: [{ slug: 'economy' }],
      related: [{ slug: 'social-business' }],
    });
  });

  test('A circle of broader topics is refused at any length, also when it is closed at the same time from both sides', async () => {
    const topic = (slug: string, ...broader: string[]): NewTopic => ({ slug, labels: { en: slug }, broader });
    const { define } = autocommit(open.context()).topics;
    await define([topic('top'), topic('middle', 'top'), topic('bottom', 'middle')]);
    await expect(define([topic('top', 'bottom')])).rejects.toThrow(
      'No topic is broader than itself: "top" is part of "bottom" is part of "middle" is part of "top".',
    );
    expect(await read('top', 'broader { slug }')).toEqual({ broader: [] });
    await expect(define([topic('ring-a', 'ring-b'), topic('ring-b', 'ring-a')])).rejects.toThrow(/broader than itself/);
    await define([topic('left'), topic('right')]);
    const both = await Promise.allSettled([define([topic('left', 'right')]), define([topic('right', 'left')])]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
