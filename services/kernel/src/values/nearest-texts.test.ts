import { nearestTexts } from './nearest-texts';

describe('The known texts nearest to another one', () => {
  test.each([
    ['euro', ['tonne', 'EUR', 'person'], 'EUR'],
    ['mobility_platform', ['founded', 'mobility_platforms', 'platform'], 'mobility_platforms'],
    ['plateforme', ['personne', 'plateforme de mobilité', 'plat'], 'plateforme de mobilité'],
    ['Ecologie', ['économie', 'écologie'], 'écologie'],
    ['fr', ['DE', 'FR', 'GB'], 'FR'],
  ])('Nearest to "%s" in %p is "%s"', (text, known, expected) => {
    expect(nearestTexts(text, known)[0]).toBe(expected);
  });

  test('At most ten are returned, and a long text takes no longer than a short one', () => {
    const known = Array.from({ length: 300 }, (_, index) => `${'word'.repeat(50)}${index}`);
    expect(nearestTexts('x'.repeat(1_000_000), known)).toHaveLength(10);
  });
});
