import { createHmac, randomBytes } from 'node:crypto';
import { hmacOf } from './hmac';

test('An HMAC is that of Node, for keys and texts of any length, in any order', () => {
  const secrets = [1, 32, 63, 64, 65, 200].map((length) => randomBytes(length));
  for (const length of [0, 1, 55, 64, 1000, 20_000, 30, 7]) {
    const text = randomBytes(length).toString('base64url');
    for (const secret of secrets) {
      expect(hmacOf(secret, text)).toBe(createHmac('sha256', secret).update(text).digest('base64url'));
    }
  }
});
