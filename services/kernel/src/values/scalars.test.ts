import { GraphQLError } from 'graphql';
import { DateTimeScalar, DecimalScalar, LanguageTagScalar, LocalDateScalar, UrlScalar } from './scalars';

describe('Scalars', () => {
  test.each([
    [UrlScalar, 'https://example.org/a?b=c', 'javascript:alert(1)'],
    [UrlScalar, 'mailto:a@example.org', 'example.org'],
    [DecimalScalar, '0.60', '1 000'],
    [DecimalScalar, '-12', '1e3'],
    [LanguageTagScalar, 'fr', 'french!'],
    [LocalDateScalar, '2012-02-29', '2011-02-29'],
    [LocalDateScalar, '0001-01-01', '0000-01-01'],
  ])('%s accepts %s and refuses %s, as input and as output', (scalar, valid, invalid) => {
    expect(scalar.parseValue(valid)).toBe(valid);
    expect(scalar.serialize(valid)).toBe(valid);
    expect(() => scalar.parseValue(invalid)).toThrow(GraphQLError);
    expect(() => scalar.serialize(invalid)).toThrow(GraphQLError);
  });

  test('A language tag is the same in any letter case', () => {
    expect(['FR', 'en-gb', 'zh-hans'].map((tag) => LanguageTagScalar.parseValue(tag))).toEqual([
      'fr',
      'en-GB',
      'zh-Hans',
    ]);
  });

  test('DateTime is returned in UTC with milliseconds', () => {
    const instant = DateTimeScalar.parseValue('2011-07-01T12:00:00+02:00');
    expect(DateTimeScalar.serialize(instant)).toBe('2011-07-01T10:00:00.000Z');
    expect(() => DateTimeScalar.parseValue('July')).toThrow(GraphQLError);
  });
});
