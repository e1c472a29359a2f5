import { idPrefix, deterministicClock, systemClock } from './clock';

describe('clocks', () => {
  test('ids sort by the time they were minted at', () => {
    const ids = Array.from({ length: 50 }, () => deterministicClock('2026-01-01T00:00:00Z', 'x')).map(
      (clock, index) => {
        for (let skipped = 0; skipped < index; skipped++) clock.now();
        return clock.newId('post');
      },
    );
    expect(ids.toSorted()).toEqual(ids);
  });

  test('a story told twice is the same', () => {
    const tell = () => {
      const clock = deterministicClock('2026-01-01T00:00:00Z', 'demo');
      return [clock.now().toISOString(), clock.newId('org'), clock.newId('org')];
    };
    expect(tell()).toEqual(tell());
    expect(new Set(tell()).size).toBe(3);
  });

  test('real ids never repeat, and tell their prefix', () => {
    const ids = Array.from({ length: 1000 }, () => systemClock.newId('fact'));
    expect(new Set(ids).size).toBe(1000);
    expect(idPrefix(ids[0] ?? '')).toBe('fact');
    expect(idPrefix('fact')).toBeNull();
    expect(idPrefix('fact_tooshort')).toBeNull();
  });
});
