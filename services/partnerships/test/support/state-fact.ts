import type { PartnershipsContext } from '../../src/context';

/** Records a fact about a subject as claim `claim` of one document and returns its id. Another text makes a new version. */
export const stateFact = async (
  { facts, properties, sources }: PartnershipsContext,
  subjectId: string,
  claim = 'claim',
  text = 'It is so.',
): Promise<string> => {
  await properties.defineMissing({
    properties: [{ key: 'statement', labels: { en: 'statement' }, valueKind: 'TEXT' }],
  });
  const document = 'document';
  const { source } = await sources.save({
    document,
    kind: 'WEB_PAGE',
    title: 'A page',
    lang: 'en',
    text: 'It is so.',
    originKey: 'page',
  });
  const { id } = await facts.record({
    document,
    claim: `${claim} of ${subjectId}`,
    subjectId,
    property: 'statement',
    measure: 'STATEMENT',
    value: { kind: 'TEXT', text, lang: 'en' },
    citations: [{ sourceId: source.id, quote: 'It is so.', lang: 'en' }],
  });
  return id;
};
