import { demoPage, hasRealPage, realPage } from '../test/support/demo-page';
import type { PageToImport } from './import-page';

/** Names, codes, dates and addresses, which are no sentences. */
const IDENTIFIER = /^(?:[a-z\d]+(?:[-_:][a-z\d]+)*|[A-Z_]+|[\d-]+T[\d:]+Z|(?:\.\.|https?:)\/\S*)$/;

/** What a reviewer writes by the definition of the format: names in their own form, roles, and doubts about statements. */
const OF_THE_REVIEWER = new Set([
  'topics.labels.fr',
  'topics.labels.en',
  'sources.title',
  'events.title',
  'partnerships.name',
  'organisations.names.value',
  'people.affiliations.role',
  'people.affiliations.issues.message',
  'claims.issues.message',
]);

interface GivenText {
  readonly path: string;
  readonly text: string;
}

/** Every string of a claims file, except texts that are marked as the words of a named reviewer. */
const textsOf = (value: unknown, path = ''): GivenText[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, path));
  if (value === null || typeof value !== 'object') return [];
  if ('wording' in value && value.wording === 'REVIEWER' && 'reviewer' in value) return [];
  return Object.entries(value).flatMap(([name, each]) => textsOf(each, path === '' ? name : `${path}.${name}`));
};

const textsOfNobody = ({ page, claims, spans = {} }: PageToImport): GivenText[] =>
  textsOf(claims).filter(
    ({ path, text }) =>
      !OF_THE_REVIEWER.has(path) &&
      !IDENTIFIER.test(text) &&
      !page.source.includes(text.startsWith('#') ? (spans[text.slice(1)] ?? text) : text),
  );

describe('Every text of a claims file is in its page, or a reviewer wrote it', () => {
  test('In the demo', () => {
    expect(textsOfNobody(demoPage('alter-mardis'))).toEqual([]);
    expect(textsOfNobody(demoPage('outside-sources'))).toEqual([]);
  });

  test(`In the real page${hasRealPage ? '' : ' (not checked: ../shared/seed is not available)'}`, () => {
    expect(hasRealPage ? textsOfNobody(realPage()) : []).toEqual([]);
  });

  test('An added sentence is found', () => {
    const { page, claims } = demoPage('alter-mardis');
    const events = claims?.events?.map((event) => ({ ...event, summary: 'Une soirée très réussie.' }));
    expect(claims && textsOfNobody({ page, claims: { ...claims, events } })).toEqual([
      { path: 'events.summary', text: 'Une soirée très réussie.' },
    ]);
  });
});
