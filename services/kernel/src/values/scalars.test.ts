import { GraphQLError } from 'graphql';
import { DateTimeScalar, DecimalScalar, LanguageTagScalar, LocalDateScalar, UrlScalar } from './scalars';

describe('scalars', () => {
  test.each([
    [UrlScalar, 'https://example.org/a?b=c', 'javascript:alert(1)'],
    [UrlScalar, 'mailto:a@example.org', 'example.org'],
    [DecimalScalar, '0.60', '1 000'],
    [DecimalScalar, '-12', '1e3'],
    [LanguageTagScalar, 'fr', 'french!'],
    [LocalDateScalar, '2012-02-29', '2011-02-29'],
    [LocalDateScalar, '0001-01-01', '0000-01-01'],
  ])('%s takes %s and refuses %s, in and out', (scalar, good, bad) => {
    expect(scalar.parseValue(good)).toBe(good);
    expect(scalar.serialize(good)).toBe(good);
    expect(() => scalar.parseValue(bad)).toThrow(GraphQLError);
    expect(() => scalar.serialize(bad)).toThrow(GraphQLError);
  });

  test('an instant is answered in UTC, to the millisecond', () => {
    const instant = DateTimeScalar.parseValue('2011-07-01T12:00:00+02:00');
    expect(DateTimeScalar.serialize(instant)).toBe('2011-07-01T10:00:00.000Z');
    expect(() => DateTimeScalar.parseValue('July')).toThrow(GraphQLError);
  });
});
