import { GraphQLError } from 'graphql';
import { badUserInput, publicError } from './fault';

describe('publicError', () => {
  const report = jest.fn();
  beforeEach(() => report.mockClear());

  test('passes on what is meant for the caller', () => {
    const error = new GraphQLError('Give less.', { path: ['posts'], originalError: badUserInput('Give less.') });
    expect(publicError(error, report)).toMatchObject({ message: 'Give less.', path: ['posts'] });
    expect(report).not.toHaveBeenCalled();
  });

  test('keeps the place and drops the words of what is not, and reports it whole', () => {
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
