import { passwordErrors } from './password-rules';

const codes = (password: string, known: string[] = []) =>
  passwordErrors('password', password, known).map(({ code }) => code);

describe('A new password', () => {
  test.each([
    'correct lanterns hum at dawn',
    'mmmm quel beau jardin',
    'pâquerettes et coquelicots',
    '雪が降る静かな港の町の朝に',
    '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧',
    'kzvqpwmxjtrn',
  ])('%j is accepted: no rule requires a digit or a symbol', (password) => expect(codes(password)).toEqual([]));

  test('The length is 12 to 256 code points', () => {
    expect(codes('kzvqpwmxjtr')).toEqual(['TOO_SHORT']);
    expect(codes('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔')).toEqual(['TOO_SHORT']);
    const long = Array.from({ length: 256 }, (_, index) => String.fromCodePoint(0x1f300 + index)).join('');
    expect(codes(long)).toEqual([]);
    expect(codes(`${long}x`)).toEqual(['TOO_LONG']);
    expect(codes('x'.repeat(10_000_000))).toEqual(['TOO_LONG']);
  });

  test('The length is checked after normalisation too', () => {
    expect(codes('e\u0301'.repeat(6) + 'abcd')).toEqual(['TOO_SHORT']);
  });

  test('Malformed Unicode is refused', () => expect(codes(`quiet harbour ${'\ud800'}`)).toEqual(['INVALID']));

  test.each([
    'motdepasse123',
    'Password1234',
    'P@ssw0rd2026!',
    'PASSWORDPASSWORD',
    'pass-word-2026-!',
    'Summer2026!!!',
    'azertyuiop123',
    'qwertyuiop[]12',
    '123456789012',
    '1q2w3e4r5t6y',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'iloveyou1234',
    'jetaimemonamour',
    'CorrectHorseBatteryStaple',
    'Wizness2026!!',
    'ｐａｓｓｗｏｒｄ２０２６',
    'Développement-Durable',
    '!!!!!!admin!!!!!!',
  ])('The common password %j is refused', (password) => expect(codes(password)).toEqual(['INVALID']));

  test.each(['lea.marchand@example.org', 'LéaMarchand2026', 'lea-marchand-1987'])(
    '%j, made of her own address, handle or name, is refused',
    (password) =>
      expect(codes(password, ['lea.marchand@example.org', 'lea-marchand', 'Léa Marchand'])).toEqual(['INVALID']),
  );
});
