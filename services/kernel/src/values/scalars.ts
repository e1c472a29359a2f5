import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocale } from 'graphql-scalars';

/** A scalar whose values are strings, checked by the same rule on the way in and on the way out. */
const textScalar = (
  name: string,
  description: string,
  specifiedByURL: string | null,
  check: (value: string) => string,
) => {
  const coerce = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} must be a string.`);
    return check(value);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize: coerce,
    parseValue: coerce,
    parseLiteral: (node) => coerce(node.kind === Kind.STRING ? node.value : undefined),
  });
};

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant: RFC 3339 with time zone; answers are in UTC with `Z`, to the millisecond.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
});

/** Whether it is a day of the calendar, 0001-01-01 to 9999-12-31: what PostgreSQL and RFC 3339 both know. */
export const isCalendarDay = (value: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || value.startsWith('0000')) return false;
  const milliseconds = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(value);
};

export const LocalDateScalar = textScalar(
  'Date',
  'A calendar day without time or zone: `2011-07-31`.',
  'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  (value) => {
    if (!isCalendarDay(value)) {
      throw new GraphQLError('Date must be a day of the calendar from year 0001 on, such as "2011-07-31".');
    }
    return value;
  },
);

export const LanguageTagScalar = new GraphQLScalarType({
  ...GraphQLLocale.toConfig(),
  name: 'LanguageTag',
  description: 'A language as BCP 47 writes it: `fr`, `en-GB`; `und` where it could not be told.',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
});

export const UrlScalar = textScalar(
  'URL',
  'An absolute web address: http, https or mailto.',
  'https://url.spec.whatwg.org/',
  (value) => {
    if (!/^(https?|mailto):/i.test(value) || !URL.canParse(value)) {
      throw new GraphQLError(
        'URL must be an absolute http, https or mailto address, such as https://example.org/page.',
      );
    }
    return value;
  },
);

/** Far less than PostgreSQL's `numeric` holds, far more than anybody counts. */
const MOST_DIGITS = 1000;

export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal number as a string, so that no digit is lost: `0.60`, `1000`.',
  null,
  (value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value))
      throw new GraphQLError('Decimal must be digits with at most one point, such as "12.50".');
    if (value.length > MOST_DIGITS) throw new GraphQLError(`Decimal must be at most ${MOST_DIGITS} characters long.`);
    return value;
  },
);

export const CursorScalar = textScalar(
  'Cursor',
  'A place in a list. Opaque: take it from an edge or from pageInfo and give it back as it is.',
  null,
  (value) => value,
);
