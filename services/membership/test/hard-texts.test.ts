import { failuresOnHardTexts } from '@wizness/kernel/testing';
import { GraphQLError } from 'graphql';
import { normaliseEmail } from '../src/account/email';
import { isSecret } from '../src/account/secret';
import { readApiKey } from '../src/api-key/api-key-text';
import { checkName, checkText } from '../src/member/display-text';
import { checkHandle, handleSkeleton, normaliseHandle } from '../src/member/handle';
import { isCommonPassword, lettersAndDigits } from '../src/password/common-passwords';
import { normalisePassword } from '../src/password/password-hash';
import { passwordErrors } from '../src/password/password-rules';
import { isRefreshToken } from '../src/session/refresh-secret';

const isExpected = (error: unknown): boolean => error instanceof GraphQLError;

describe('A text of 100,000 characters that is hard to read', () => {
  test.each<readonly [string, (text: string) => unknown]>([
    ['an email address', normaliseEmail],
    ['a handle', (text) => [checkHandle(text), normaliseHandle(text)]],
    ['a handle that resembles another', handleSkeleton],
    ['a name', checkName],
    ['a biography', checkText],
    ['a password', normalisePassword],
    ['a common password', (text) => [isCommonPassword(text), lettersAndDigits(text)]],
    ['a password that contains the name', (text) => passwordErrors('password', text, [text])],
    ['an API key', readApiKey],
    ['a secret', isSecret],
    ['a refresh token', isRefreshToken],
  ])('is read in linear time as %s', (_, read) => expect(failuresOnHardTexts(read, isExpected)).toEqual([]));
});
