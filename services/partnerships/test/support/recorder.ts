import { type Audience, Visibility } from '@wizness/kernel';
import type { PartnershipsContext } from '../../src/context';
import type { RecordedFact } from '../../src/fact/record/record-facts';
import type { NewFact } from '../../src/fact/record/new-fact';

/** A vocabulary with properties of each kind. */
export const VOCABULARY = {
  units: [
    { code: 'platform', labels: { fr: 'plateforme', en: 'platform' } },
    { code: 'person', labels: { fr: 'personne', en: 'person' } },
    { code: '1', labels: { fr: 'part', en: 'share' } },
    { code: 'year', labels: { fr: 'an', en: 'year' } },
  ],
  properties: [
    { key: 'affiliation', labels: { en: 'Affiliation' }, valueKind: 'ENTITY' },
    { key: 'participation', labels: { en: 'Participation' }, valueKind: 'ENTITY' },
    { key: 'axis', labels: { en: 'Axis' }, valueKind: 'TEXT' },
    { key: 'criterion', labels: { en: 'Criterion' }, valueKind: 'TEXT' },
    {
      key: 'mobility_platforms',
      labels: { fr: 'Plateformes', en: 'Platforms' },
      valueKind: 'QUANTITY',
      unit: 'platform',
    },
    {
      key: 'people_supported',
      labels: { en: 'People supported' },
      definition: { en: 'By one platform in one year.' },
      valueKind: 'QUANTITY',
      unit: 'person',
      per: ['platform', 'year'],
      higherIsBetter: true,
    },
    { key: 'return_to_work_rate', labels: { en: 'Return to work' }, valueKind: 'QUANTITY', unit: '1' },
    { key: 'programme_launched', labels: { en: 'Launched' }, valueKind: 'DATE' },
    { key: 'founded', labels: { en: 'Founded' }, valueKind: 'DATE' },
    { key: 'purpose', labels: { en: 'Purpose' }, valueKind: 'TEXT' },
    { key: 'met', labels: { en: 'Met' }, valueKind: 'ENTITY' },
    { key: 'pays_dividends', labels: { en: 'Pays dividends' }, valueKind: 'BOOLEAN' },
  ],
} as const;

/** The audience of a public post. */
export const PUBLIC: Audience = {
  published: true,
  visibility: Visibility.PUBLIC,
  authorId: null,
  organisationId: null,
};

/**
 * Stores a document that is a post with this audience (null: no known audience), and returns its source, a citation of it
 * and a function that records facts citing it.
 */
export const recorder = async (
  context: PartnershipsContext,
  document = 'a-page',
  audience: Audience | null = PUBLIC,
) => {
  await context.properties.defineMissing(VOCABULARY);
  if (audience) await context.posts.register({ id: `post_${document}`, audience });
  const { source } = await context.sources.save({
    document,
    kind: 'POST',
    title: 'A page',
    lang: 'fr',
    text: `The text of ${document}.`,
    postId: `post_${document}`,
    originKey: document,
  });
  const citation = { sourceId: source.id, quote: 'text', lang: 'fr', start: 4, end: 8, originKey: document };
  return {
    source,
    citation,
    record: (fact: Omit<NewFact, 'document' | 'citations'> & Partial<NewFact>): Promise<RecordedFact> =>
      context.facts.record({ document, citations: [citation], ...fact }),
  };
};
