import type { PartnershipsContext } from '../../src/context';

/** For tests: a fact of a subject, as one document's claim `claim` states it; another text makes another version. */
export const stateFact = async (
  { facts, properties, sources }: PartnershipsContext,
  subjectId: string,
  claim = 'claim',
  text = 'It is so.',
): Promise<string> => {
  await properties.define({ properties: [{ key: 'statement', labels: { en: 'statement' }, valueKind: 'TEXT' }] });
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
