import type { PublicEntities } from './entities';
import { forEachPost, type IdByPost } from './posts';
import type { ServiceContexts } from './services';

/** For each post, its source and the fact that is cited from it. */
export interface ScenarioFacts {
  readonly sources: IdByPost;
  readonly facts: IdByPost;
}

export const createFacts = async (
  { partnerships: { properties, sources, facts } }: ServiceContexts,
  posts: IdByPost,
  { organisation }: PublicEntities,
): Promise<ScenarioFacts> => {
  await properties.defineMissing({
    properties: [{ key: 'statement', labels: { en: 'statement' }, valueKind: 'TEXT' }],
  });
  const sourceIds = await forEachPost(async (name) => {
    const { source } = await sources.save({
      document: `document ${name}`,
      title: `Document ${name}`,
      text: `Said in ${name}.`,
      kind: 'POST',
      lang: 'en',
      postId: posts[name],
      originKey: name,
    });
    return source.id;
  });
  const factIds = await forEachPost(async (name) => {
    const quote = `Said in ${name}.`;
    const { id } = await facts.record({
      document: `document ${name}`,
      claim: name,
      subjectId: organisation,
      property: 'statement',
      measure: 'STATEMENT',
      value: { kind: 'TEXT', text: quote, lang: 'en' },
      citations: [{ sourceId: sourceIds[name], quote, lang: 'en', start: 0, end: quote.length }],
    });
    return id;
  });
  return { sources: sourceIds, facts: factIds };
};
