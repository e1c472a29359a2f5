import { GraphQLError } from 'graphql';
import { createLogger } from './log';

const SECRET = 'hunter2';

const logged = (error: unknown): Record<string, unknown> => {
  const lines: string[] = [];
  createLogger('test', 'trace', { write: (line) => void lines.push(line) }).error({ err: error }, 'failed');
  expect(lines.join('')).not.toContain(SECRET);
  return (JSON.parse(lines[0] ?? '') as { err: Record<string, unknown> }).err;
};

const parseError = (): unknown => {
  try {
    return JSON.parse(SECRET);
  } catch (error) {
    return error;
  }
};

describe('An error in the log', () => {
  test('has its type, message, code, stack and causes', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    expect(logged(new TypeError('no response', { cause }))).toMatchObject({
      type: 'TypeError',
      message: 'no response',
      at: expect.arrayContaining([expect.stringMatching(/^at .*log-error\.test\.ts/)]),
      cause: { type: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED' },
    });
  });

  test('has nothing else of what libraries attach to it', () => {
    const driverError = Object.assign(new Error('duplicate key value violates unique constraint "members_email_key"'), {
      code: '23505',
      detail: `Key (email)=(${SECRET}) already exists.`,
    });
    const failed = Object.assign(new Error(driverError.message), { driverError, parameters: [SECRET], query: SECRET });
    expect(logged(failed)).toMatchObject({ code: '23505', message: driverError.message });
    const error = new GraphQLError(`Variable "$password" got invalid value "x".`, {
      path: ['signIn', 0],
      originalError: failed,
      extensions: { variables: { password: SECRET } },
    });
    expect(logged(error)).toMatchObject({ path: 'signIn.0', message: 'a resolver failed', cause: { code: '23505' } });
  });

  test('does not quote the value that could not be read', () => {
    const invalid = Object.assign(new Error(`invalid input syntax for type integer: "${SECRET}"`), { code: '22P02' });
    expect(logged(invalid)).toMatchObject({ message: 'invalid input syntax for type integer' });
    expect(logged(parseError())).toMatchObject({ type: 'SyntaxError', message: 'a text could not be parsed' });
    expect(logged(new Error('no response', { cause: `{"token":"${SECRET}"}` }))).toMatchObject({
      message: 'no response',
    });
    expect(logged(SECRET)).toEqual({ type: 'string', message: 'not an Error' });
  });
});
