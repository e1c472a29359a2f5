import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocale } from 'graphql-scalars';
import { isUrl } from './is-url';

/** A scalar whose values are strings. Input and output are checked by the same rule. */
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
  description: 'An instant in RFC 3339 with a time zone. Output is in UTC (`Z`) with milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
});

/** Whether `value` is a calendar day from 0001-01-01 to 9999-12-31, which PostgreSQL and RFC 3339 both support. */
export const isCalendarDay = (value: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || value.startsWith('0000')) return false;
  const milliseconds = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(value);
};

export const LocalDateScalar = textScalar(
  'Date',
  'A calendar day without time and time zone: `2011-07-31`.',
  'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  (value) => {
    if (!isCalendarDay(value)) {
      throw new GraphQLError('Date must be a calendar day from year 0001 on, such as "2011-07-31".');
    }
    return value;
  },
);

const LOCALE = GraphQLLocale.toConfig();

/** Tags are the same in any letter case: `FR` is `fr`, `en-gb` is `en-GB`. */
const canonicalTag = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return value;
  }
};

export const LanguageTagScalar = new GraphQLScalarType({
  ...LOCALE,
  parseValue: (value) => canonicalTag(LOCALE.parseValue?.(value)),
  parseLiteral: (node, variables) => canonicalTag(LOCALE.parseLiteral?.(node, variables)),
  name: 'LanguageTag',
  description: 'A language tag (BCP 47): `fr`, `en-GB`; `und` for an unknown language.',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
});

export const UrlScalar = textScalar(
  'URL',
  'An absolute URL: http, https or mailto.',
  'https://url.spec.whatwg.org/',
  (value) => {
    if (!/^(https?|mailto):/i.test(value) || !isUrl(value)) {
      throw new GraphQLError('URL must be an absolute http, https or mailto URL, such as https://example.org/page.');
    }
    return value;
  },
);

/** Far less than PostgreSQL's `numeric` can store. */
const MAX_DECIMAL_LENGTH = 1000;

export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal number as a string, so that no digits are lost: `0.60`, `1000`.',
  'https://www.w3.org/TR/xmlschema11-2/#decimal',
  (value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value))
      throw new GraphQLError('Decimal must be digits with at most one decimal point, such as "12.50".');
    if (value.length > MAX_DECIMAL_LENGTH)
      throw new GraphQLError(`Decimal must be at most ${MAX_DECIMAL_LENGTH} characters long.`);
    return value;
  },
);

export const CursorScalar = textScalar(
  'Cursor',
  'A position in a list. Opaque: take it from an edge or from pageInfo and send it back unchanged.',
  null,
  (value) => value,
);
