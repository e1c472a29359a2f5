import fc from 'fast-check';
import type { SlowFact } from './slow-groups';

const day = fc.integer({ min: 1, max: 9 }).map((n) => `2020-01-0${n}`);
/** Four bounds in a possible order, some of them not known. */
const bounds = fc
  .tuple(fc.array(day, { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 15 }))
  .map(([days, known]) => days.toSorted().map((each, index) => (known & (1 << index) ? each : null)));
const fact = fc
  .record({
    subject: fc.integer({ min: 0, max: 2 }),
    property: fc.constantFrom('stock', 'stock', 'flow', 'flow', 'share', 'brand'),
    measure: fc.constantFrom('ACTUAL', 'ACTUAL', 'ACTUAL', 'TARGET', 'RATE'),
    isValue: fc.integer({ min: 0, max: 11 }),
    numbers: fc.tuple(fc.integer({ min: -5, max: 20 }), fc.nat(5), fc.nat(7)),
    unit: fc.constantFrom('km', 'km', 'm', 'h', 'EUR', 'mile'),
    text: fc.constantFrom('one', 'two'),
    country: fc.constantFrom(null, null, 'FR', 'BE'),
    network: fc.constantFrom(null, null, null, 'a', 'b'),
    period: bounds,
    due: fc.tuple(day, day, fc.boolean(), fc.boolean()),
    rank: fc.constantFrom('NORMAL', 'NORMAL', 'NORMAL', 'PREFERRED', 'DEPRECATED'),
    confidence: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'),
    status: fc.constantFrom(
      'ACCEPTED',
      'ACCEPTED',
      'ACCEPTED',
      'ACCEPTED',
      'ACCEPTED',
      'PROPOSED',
      'DISPUTED',
      'RETRACTED',
    ),
  })
  .map(({ property, numbers: [lower, width, shape], isValue, unit, text, network, period, due, ...given }) => {
    const isText = property === 'brand';
    const [first = '', last = ''] = [due[0], due[1]].toSorted();
    return (index: number): SlowFact => ({
      ...given,
      id: `fact_${String(index).padStart(3, '0')}`,
      subject_id: `org_${given.subject}`,
      property_key: property,
      presence: isValue === 0 ? 'UNKNOWN' : 'VALUE',
      amount: !isText && shape > 3 ? lower : null,
      lower: !isText && (shape === 0 || shape === 1) ? lower : null,
      upper: !isText && (shape === 1 || shape === 2) ? lower + width : null,
      unit_code: isText ? null : unit,
      statement_key: `${given.subject} ${text}`,
      dimension_values: network ? { network } : {},
      from_earliest: period[0] ?? null,
      from_latest: period[1] ?? null,
      to_earliest: period[2] ?? null,
      to_latest: period[3] ?? null,
      due_earliest: due[2] ? first : null,
      due_latest: due[3] ? last : null,
      known_from: new Date(Date.UTC(2024, 0, 1, 0, 0, index)).toISOString(),
    });
  });
/** Facts of three subjects, four properties and few days, so that many state the same thing. Some units do not fit the property. */
export const randomFacts = fc
  .array(fact, { minLength: 1, maxLength: 30 })
  .map((list) => list.map((make, index) => make(index)));
