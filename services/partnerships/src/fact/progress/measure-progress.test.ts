import fc from 'fast-check';
import { measureProgress, type Measured, type TargetFigures } from './measure-progress';
import { TargetState } from './target-progress.enums';

const exact = (amount: string, day: string | null = null): Measured => ({
  lower: amount,
  upper: amount,
  earliest: day,
  latest: day,
});
const range = (lower: string | null, upper: string | null, day: string): Measured => ({
  lower,
  upper,
  earliest: day,
  latest: day,
});

/** From 9 in July 2011 to 30 by the end of 2015; 19 in February 2015. */
const MOBILIZ: TargetFigures = {
  target: exact('30'),
  due: '2015-12-31',
  baseline: { lower: '9', upper: '9', earliest: '2011-07-01', latest: '2011-07-31' },
  actual: exact('19', '2015-02-04'),
  actualInTime: exact('19', '2015-02-04'),
  higherIsBetter: true,
  day: '2015-02-04',
};
const NONE = { actual: null, actualInTime: null };
const both = (actual: Measured) => ({ actual, actualInTime: actual });

const FALLING = { ...MOBILIZ, baseline: exact('100', '2011-01-01'), target: exact('60') };

describe('The progress towards a target', () => {
  test.each<[string, Partial<TargetFigures>, object]>([
    ['nothing was measured', NONE, { attainment: null, progress: null, remaining: null, state: 'NO_DATA' }],
    ['nothing was measured and it is due', { ...NONE, day: '2020-01-01' }, { state: 'NO_DATA' }],
    ['a part was reached', {}, { attainment: 19 / 30, progress: 10 / 21, remaining: '11', state: 'BEHIND' }],
    ['it is the last day', { day: '2015-12-31' }, { state: 'BEHIND' }],
    ['it is the day after', { day: '2016-01-01' }, { state: 'MISSED' }],
    [
      'more was measured after the due date',
      { actual: exact('27', '2019-09-19'), day: '2020-01-01' },
      { attainment: 0.9, progress: 18 / 21, remaining: '3', state: 'MISSED' },
    ],
    [
      'it was reached after the due date',
      { actual: exact('31', '2019-09-19'), day: '2020-01-01' },
      { state: 'MISSED' },
    ],
    [
      'only a late value was measured',
      { actual: exact('31', '2019-09-19'), actualInTime: null, day: '2020-01-01' },
      { attainment: 31 / 30, state: 'NO_DATA' },
    ],
    ['the pace suffices', both(exact('26', '2015-02-04')), { state: 'ON_TRACK' }],
    ['it was reached', both(exact('30', '2015-02-04')), { progress: 1, remaining: '0', state: 'ACHIEVED' }],
    ['it was reached and is due', { ...both(exact('30', '2015-02-04')), day: '2016-01-01' }, { state: 'ACHIEVED' }],
    ['there is no baseline', { baseline: null }, { attainment: 19 / 30, progress: null, state: 'NOT_DUE' }],
    ['the baseline has no date', { baseline: exact('9') }, { progress: 10 / 21, state: 'NOT_DUE' }],
    ['the baseline is a range', { baseline: range('8', '9', '2011-07-31') }, { progress: null, state: 'NOT_DUE' }],
    ['the value has no date', both(exact('19')), { progress: 10 / 21, state: 'NOT_DUE' }],
    ['there is no due date', { due: null }, { progress: 10 / 21, state: 'NOT_DUE' }],
    ['it was due before the baseline', { due: '2011-07-31', day: '2011-07-31' }, { state: 'NOT_DUE' }],
    ['the target is 0', { target: exact('0'), baseline: null }, { attainment: null, state: 'ACHIEVED' }],
    [
      'the target is a range',
      { target: range('25', '30', ''), ...both(exact('26', '2015-02-04')) },
      { state: 'ACHIEVED' },
    ],
    ['the value is a range', both(range('25', '35', '2015-02-04')), { attainment: 25 / 30, state: 'BEHIND' }],
    [
      'the low end is open',
      both(range(null, '35', '2015-02-04')),
      { attainment: null, progress: null, state: 'NOT_DUE' },
    ],
  ])('Is right if %s', (_, given, expected) => {
    expect(measureProgress({ ...MOBILIZ, ...given })).toMatchObject(expected);
  });

  test.each<[string, Partial<TargetFigures>, object]>([
    ['a falling indicator falls', both(exact('70', '2013-01-01')), { progress: 0.75, state: 'ON_TRACK' }],
    ['a falling indicator fell enough', both(exact('55', '2013-01-01')), { state: 'ACHIEVED' }],
    ['a falling indicator has a range', both(range('55', '65', '2013-01-01')), { progress: 0.875, state: 'ON_TRACK' }],
  ])('Is right if %s', (_, given, expected) => {
    expect(measureProgress({ ...FALLING, ...given })).toMatchObject(expected);
  });

  test.each<[string, boolean | null, string, object]>([
    ['is to be held, and is lower', true, '28', { progress: null, state: 'NOT_DUE' }],
    ['is to be held, and is higher', true, '31', { progress: null, state: 'ACHIEVED' }],
    ['has no better side, and is another one', null, '31', { progress: null, state: 'NOT_DUE' }],
    ['has no better side, and is the same', null, '30', { progress: null, state: 'ACHIEVED' }],
  ])('Is right for a value that %s', (_, higherIsBetter, value, expected) => {
    const held = { baseline: exact('30', '2011-07-31'), higherIsBetter, ...both(exact(value, '2015-02-04')) };
    expect(measureProgress({ ...MOBILIZ, ...held })).toMatchObject(expected);
  });

  const day = fc.integer({ min: 0, max: 2000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const quantity = fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(10), day, fc.nat(3))
    .map(([lower, width, earliest, shape]): Measured => {
      const upper = shape === 0 ? lower + width : lower;
      return {
        lower: shape === 1 ? null : String(lower),
        upper: shape === 2 ? null : String(upper),
        earliest,
        latest: earliest,
      };
    });
  const figures = fc
    .record({
      target: quantity,
      due: fc.option(day),
      baseline: fc.option(quantity),
      actual: fc.option(quantity),
      inTime: fc.boolean(),
      higherIsBetter: fc.option(fc.boolean()),
      day,
    })
    .map(({ inTime, ...given }): TargetFigures => ({ ...given, actualInTime: inTime ? given.actual : null }));
  const negate = (decimal: string | null): string | null => decimal && String(-Number(decimal));
  const mirrored = <Each extends Measured | null>(value: Each): Each =>
    value && { ...value, lower: negate(value.upper), upper: negate(value.lower) };

  test('Is the same for an indicator and its negative', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const { target, baseline, actual, actualInTime, higherIsBetter } = given;
        const other = measureProgress({
          ...given,
          target: mirrored({ ...target, earliest: null, latest: null }),
          baseline: mirrored(baseline),
          actual: mirrored(actual),
          actualInTime: mirrored(actualInTime),
          higherIsBetter: higherIsBetter === null ? null : !higherIsBetter,
        });
        const { progress, state } = measureProgress(given);
        expect({ progress: other.progress, state: other.state }).toEqual({ progress, state });
      }),
      { numRuns: 2000 },
    );
  });

  test('Stays missed or achieved for as long as nothing else is measured', () => {
    fc.assert(
      fc.property(figures, day, (given, later) => {
        const { state } = measureProgress(given);
        fc.pre(later >= given.day && [TargetState.MISSED, TargetState.ACHIEVED].includes(state));
        expect(measureProgress({ ...given, day: later }).state).toBe(state);
      }),
      { numRuns: 2000 },
    );
  });
});
