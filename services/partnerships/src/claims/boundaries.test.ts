import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { importCase, readCases } from '../../test/support/cases';
import { demoVocabulary } from '../../test/support/demo-claims';

/** Line, quote, value, expected number or "no", language, property, unit: as in `quotes.txt` of the cases. */
const OWN: readonly (readonly string[])[] = [
  ['Il y eut 12 500 personnes.', '500 personnes', '500 personnes', 'no', 'fr', 'people_supported_in_all', 'person'],
  [
    'Il y eut 12\u202f500 personnes.',
    'Il y eut 12\u202f500 personnes',
    '500 personnes',
    'no',
    'fr',
    'people_supported_in_all',
    'person',
  ],
  [
    'Il y eut 12\u202f500 personnes.',
    'Il y eut 12\u202f500 personnes',
    '12\u202f500',
    '12500',
    'fr',
    'people_supported_in_all',
    'person',
  ],
  [
    'Un prêt de 1,5 million d’euros.',
    'Un prêt de 1,5 million d’euros',
    '5 million d’euros',
    'no',
    'fr',
    'fund_capital',
    'EUR',
  ],
  ['Un prêt de 2 millions d’euros.', 'Un prêt de 2 millions d’euros', '2', 'no', 'fr', 'fund_capital', 'EUR'],
  ['Un prêt de 12 000 dollars.', 'Un prêt de 12 000 dollars', '12 000', 'no', 'fr', 'fund_capital', 'EUR'],
  ['Un prêt de 12 000 $.', 'Un prêt de 12 000 $', '12 000', 'no', 'fr', 'fund_capital', 'EUR'],
  [
    'Le réseau a vingt-sept garages.',
    'Le réseau a vingt-sept garages',
    'sept garages',
    'no',
    'fr',
    'participating_garages',
    'garage',
  ],
  [
    'Le réseau a vingt-sept garages.',
    'Le réseau a vingt-sept garages',
    'vingt-sept garages',
    '27',
    'fr',
    'participating_garages',
    'garage',
  ],
  [
    'Le réseau a deux cent trois garages.',
    'trois garages',
    'trois garages',
    'no',
    'fr',
    'participating_garages',
    'garage',
  ],
  [
    'Le réseau a environ 30 garages.',
    'Le réseau a environ 30 garages',
    '30 garages',
    'no',
    'fr',
    'participating_garages',
    'garage',
  ],
  [
    'The network has twenty-seven garages.',
    'The network has twenty-seven garages',
    'seven garages',
    'no',
    'en',
    'participating_garages',
    'garage',
  ],
  ['The club helps 1,200 people.', 'helps 1,200 people', '200 people', 'no', 'en', 'people_supported_in_all', 'person'],
  [
    'The club helps 1,200 people.',
    'helps 1,200 people',
    '1,200 people',
    '1200',
    'en',
    'people_supported_in_all',
    'person',
  ],
];

const REFUSALS = /use whole words|whole word or number|use all words|choose another property/;

describe('A quote and a value begin and end at a word or number boundary', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterAll(() => open.close());

  test.each([...OWN, ...readCases('quotes.txt')])(
    'In "%s", of the quote "%s" the value "%s" is read as: %s',
    async (line = '', quote = '', quantity = '', expected, lang = '', property = '', unit = '') => {
      const { refused, fact } = await importCase(open, { line, quote, property, value: { quantity, unit }, lang });
      const hasIssue = fact !== null && fact.issues.length > 0;
      const stored = hasIssue || refused !== null ? 'no' : fact?.value?.amount;
      expect(stored).toBe(expected);
      expect(refused ?? 'use whole words').toMatch(REFUSALS);
    },
  );
});
