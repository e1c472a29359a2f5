import { normaliseText } from './normalise-text';

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

test('A text is normalised as Unicode defines it', () => {
  const text = 'E\u0301tat ﬁn Å ｶﾞ הֵנֵּה བརྒྱུད';
  for (const form of FORMS) expect(normaliseText(text, form)).toBe(text.normalize(form));
});

test.each([
  ['combining marks', '\u0315\u0300'],
  ['marks of katakana', '\uff9e'],
])('Of a run of %s, 30 are kept, so that no run is long enough to take quadratic time', (_, marks) => {
  const text = `a${marks.repeat(500_000)}b`;
  for (const form of FORMS) {
    // The compared form has a mark more, because NFC joins one to the letter.
    expect(normaliseText(text, form).length).toBeLessThanOrEqual(32);
    expect(normaliseText(normaliseText(text, form), form)).toBe(normaliseText(text, form));
  }
});
