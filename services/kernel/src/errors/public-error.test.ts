import { GraphQLError } from 'graphql';
import { badUserInput } from './fault';
import { publicError } from './public-error';

describe('publicError', () => {
  const report = jest.fn();
  beforeEach(() => report.mockClear());

  test('keeps an error that is meant for the caller', () => {
    const error = new GraphQLError('Ask for fewer.', {
      path: ['posts'],
      originalError: badUserInput('Ask for fewer.'),
    });
    expect(publicError(error, report)).toMatchObject({ message: 'Ask for fewer.', path: ['posts'] });
    expect(report).not.toHaveBeenCalled();
  });

  test('keeps only the path of any other error, and reports the original', () => {
    const original = new Error('relation "posts" does not exist at /srv/secret');
    const error = new GraphQLError(original.message, { path: ['posts'], originalError: original });
    const shown = publicError(error, report);
    expect(shown).toEqual({
      message: 'Something went wrong on our side.',
      path: ['posts'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(report).toHaveBeenCalledWith(error);
  });
});
