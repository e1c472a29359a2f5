import { boundedText } from './bounded-text';

describe('A bounded text', () => {
  test('It is returned unchanged up to the bound', () => {
    expect(boundedText('', 4, 'name')).toBe('');
    expect(boundedText('Le\u0301a', 4, 'name')).toBe('Le\u0301a');
  });

  test('It is refused above the bound, with the name, the length and the bound in the message', () => {
    expect(() => boundedText('a'.repeat(1_000_000), 500, 'search text')).toThrow(
      expect.objectContaining({
        message: 'The search text is too long: it has 1000000 characters, and at most 500 are allowed.',
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    );
  });
});
