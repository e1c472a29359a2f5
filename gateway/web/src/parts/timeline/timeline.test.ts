import fc from 'fast-check';
import { domainOf, ticksOf } from './entries';
import { type Box, occupied, placeInLanes } from './lanes';

const boxes = fc.array(
  fc
    .record({
      start: fc.double({ min: 0, max: 99, noNaN: true }),
      length: fc.double({ min: 1, max: 40, noNaN: true }),
      label: fc.double({ min: 1, max: 60, noNaN: true }),
      isOpenAtStart: fc.boolean(),
    })
    .map(
      ({ start, length, label, isOpenAtStart }): Box => ({
        start,
        end: Math.min(start + length, 100),
        label,
        isOpenAtStart,
      }),
    ),
  { maxLength: 30 },
);

describe('A timeline', () => {
  test('Never lets two marks or labels overlap, and keeps each label in the picture', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        const placed = placeInLanes(all);
        const taken = all.map((box, index) => {
          const at = placed[index] ?? { lane: 0, labelAt: 0, anchor: 'start' as const };
          return { lane: at.lane, span: occupied(box, at) };
        });
        for (const [index, { lane, span }] of taken.entries()) {
          expect(span[0]).toBeGreaterThanOrEqual(0);
          expect(span[1]).toBeLessThanOrEqual(100);
          const overlapping = taken
            .slice(index + 1)
            .filter((other) => other.lane === lane && span[1] > other.span[0] && other.span[1] > span[0]);
          expect(overlapping).toEqual([]);
        }
      }),
    );
  });

  test('Shows at least five years around a single day, and no more than eight years on its axis', () => {
    const day = Date.parse('2012-07-11');
    const [first, last] = domainOf([{ from: day, to: day + 86_400_000 }]);
    expect(ticksOf([first, last]).map(({ year }) => year)).toEqual([2010, 2011, 2012, 2013, 2014, 2015]);
    expect(ticksOf([Date.UTC(1790, 0), Date.UTC(2019, 0)]).map(({ year }) => year)).toEqual([
      1800, 1850, 1900, 1950, 2000,
    ]);
  });
});
