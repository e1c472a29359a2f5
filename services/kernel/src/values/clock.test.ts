import { idPrefix, deterministicClock, systemClock } from './clock';

describe('Clocks', () => {
  test('create ids that sort by the time of creation', () => {
    const ids = Array.from({ length: 50 }, () => deterministicClock('2026-01-01T00:00:00Z', 'x')).map(
      (clock, index) => {
        for (let skipped = 0; skipped < index; skipped++) clock.now();
        return clock.newId('post');
      },
    );
    expect(ids.toSorted()).toEqual(ids);
  });

  test('give the same times and ids for the same start and seed', () => {
    const read = () => {
      const clock = deterministicClock('2026-01-01T00:00:00Z', 'demo');
      return [clock.now().toISOString(), clock.newId('org'), clock.newId('org')];
    };
    expect(read()).toEqual(read());
    expect(new Set(read()).size).toBe(3);
  });

  test('create unique ids whose prefix can be read', () => {
    const ids = Array.from({ length: 1000 }, () => systemClock.newId('fact'));
    expect(new Set(ids).size).toBe(1000);
    expect(idPrefix(ids[0] ?? '')).toBe('fact');
    expect(idPrefix('fact')).toBeNull();
    expect(idPrefix('fact_tooshort')).toBeNull();
    const suffix = '01jexampke0000000000000000';
    expect(idPrefix(`fact_${suffix}`)).toBe('fact');
    expect(idPrefix(`a_fact_${suffix}`)).toBe('a_fact');
    const wrong = [
      suffix,
      `_${suffix}`,
      `fact_8${suffix.slice(1)}`,
      `Fact_${suffix}`,
      `fact_${suffix}\n`,
      `fact_${suffix}0`,
    ];
    expect(wrong.map(idPrefix)).toEqual(wrong.map(() => null));
  });
});
