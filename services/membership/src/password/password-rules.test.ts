import { passwordFlaws } from './password-rules';

const codes = (password: string, own: string[] = []) =>
  passwordFlaws('password', password, own).map(({ code }) => code);

describe('a new password', () => {
  test.each([
    'correct lanterns hum at dawn',
    'mmmm quel beau jardin',
    'pâquerettes et coquelicots',
    '雪が降る静かな港の町の朝に',
    '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧',
    'kzvqpwmxjtrn',
  ])('may be %j: no rule asks for a digit or a sign', (password) => expect(codes(password)).toEqual([]));

  test('has 12 to 256 characters, counted as code points', () => {
    expect(codes('kzvqpwmxjtr')).toEqual(['TOO_SHORT']);
    expect(codes('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔')).toEqual(['TOO_SHORT']);
    const long = Array.from({ length: 256 }, (_, index) => String.fromCodePoint(0x1f300 + index)).join('');
    expect(codes(long)).toEqual([]);
    expect(codes(`${long}x`)).toEqual(['TOO_LONG']);
    expect(codes('x'.repeat(10_000_000))).toEqual(['TOO_LONG']);
  });

  test('is not counted longer than it is hashed', () => {
    expect(codes('e\u0301'.repeat(6) + 'abcd')).toEqual(['TOO_SHORT']);
  });

  test('is Unicode text', () => expect(codes(`quiet harbour ${'\ud800'}`)).toEqual(['INVALID']));

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
  ])('is not the common %j', (password) => expect(codes(password)).toEqual(['INVALID']));

  test.each(['lea.marchand@example.org', 'LéaMarchand2026', 'lea-marchand-1987'])(
    'is not %j of Léa Marchand herself',
    (password) =>
      expect(codes(password, ['lea.marchand@example.org', 'lea-marchand', 'Léa Marchand'])).toEqual(['INVALID']),
  );
});
