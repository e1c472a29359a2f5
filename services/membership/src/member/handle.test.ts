import { checkHandle, handleSkeleton, normaliseHandle } from './handle';

describe('A handle', () => {
  test.each([
    ['Lea-Marchand', 'lea-marchand'],
    ['ｌｅａ', 'lea'],
    ['ﬁlou', 'filou'],
    ['\u212Aarin', 'karin'],
    ['  tom  ', 'tom'],
    ['𝓵𝓮𝓪', 'lea'],
    ['lea²', 'lea2'],
  ])('%j is stored as %j', (handle, normal) => {
    expect(checkHandle(handle)).toBeNull();
    expect(normaliseHandle(handle)).toBe(normal);
  });

  test.each([
    ['a Cyrillic а', 'le\u0430'],
    ['a Greek ο', 't\u03bfm'],
    ['a zero-width space', 'le\u200ba'],
    ['a zero-width joiner', 'le\u200da'],
    ['a soft hyphen', 'le\u00ada'],
    ['a byte order mark', '\ufefflea\u2060'],
    ['a direction override', '\u202elea'],
    ['a Hangul filler', 'lea\u3164'],
    ['a variation selector', 'lea\ufe0f'],
    ['a dotted İ, which folds into two characters', 'L\u0130A'],
    ['a dotless ı', 'l\u0131a'],
    ['a combining accent', 'le\u0301a'],
    ['an emoji', 'lea🦊'],
    ['a space', 'lea marchand'],
    ['a non-breaking hyphen', 'lea\u2011m'],
    ['a slash', 'lea/m'],
    ['a null', 'lea\0'],
    ['two hyphens', 'lea--m'],
    ['a trailing hyphen', 'lea-'],
    ['two characters', 'le'],
    ['41 characters', 'x'.repeat(41)],
    ['the name of the community', 'w1zness'.replace('1', 'i')],
    ['a reserved name in disguise', 'r0ot'],
    ['nothing', ''],
  ])('with %s is refused', (_, handle) => expect(checkHandle(handle)).not.toBeNull());

  test.each([
    ['lea', '1ea'],
    ['bobo', 'b0b0'],
    ['marc', 'rnarc'],
    ['wim', 'vvim'],
  ])('%j and %j have the same skeleton', (one, two) => expect(handleSkeleton(one)).toBe(handleSkeleton(two)));

  test('Different handles have different skeletons', () =>
    expect(handleSkeleton('lea')).not.toBe(handleSkeleton('leo')));
});
