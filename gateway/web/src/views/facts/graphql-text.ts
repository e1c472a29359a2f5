import type { ReadFactSearch } from './filter';

/** Enum values stand in a GraphQL document without quotes. */
const ENUM_FIELDS = new Set(['measures', 'subjectKinds', 'minConfidence', 'statuses', 'presences']);

const literal = (value: unknown, isEnum: boolean): string => {
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, isEnum)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return objectLiteral(value);
  return isEnum ? String(value) : JSON.stringify(value);
};

const objectLiteral = (value: object): string =>
  `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${literal(each, ENUM_FIELDS.has(key))}`)
    .join(', ')} }`;

/** The query of the table, to be pasted into GraphiQL or a program. */
export const toGraphql = ({ filter, orderBy, at }: Pick<ReadFactSearch, 'filter' | 'orderBy' | 'at'>): string => {
  const parts = [
    ...(Object.keys(filter).length > 0 ? [`filter: ${objectLiteral(filter)}`] : []),
    `orderBy: ${orderBy}`,
    ...(at ? [`at: ${objectLiteral(at)}`] : []),
  ];
  return `{
  facts(first: 50, ${parts.join(', ')}) {
    nodes {
      id
      subject { name }
      property { label }
      measure
      presence
      value {
        __typename
        ... on QuantityValue { amount lower upper raw unit { code } }
        ... on DateValue { date { edtf } }
        ... on TextValue { text }
        ... on EntityValue { entity { name } }
        ... on BooleanValue { value }
      }
      due { edtf }
      confidence
      citations { quote source { title url } }
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
}
`;
};
