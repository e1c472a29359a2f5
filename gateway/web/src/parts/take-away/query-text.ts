/** Enum values stand in a document without quotes. Fields of filters that are enums. */
const ENUM_FIELDS = new Set(['measures', 'subjectKinds', 'minConfidence', 'statuses', 'presences', 'kinds']);

/** Types of variables whose values are quoted texts. Of the others, texts are enum values. */
const TEXT_TYPES = new Set(['ID', 'String', 'Cursor', 'LanguageTag', 'Date', 'DateTime']);

const literal = (value: unknown, isEnum: boolean): string => {
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, isEnum)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, each]) => each !== undefined);
    return `{${fields.map(([key, each]) => `${key}: ${literal(each, ENUM_FIELDS.has(key))}`).join(', ')}}`;
  }
  return isEnum && typeof value === 'string' ? value : JSON.stringify(value);
};

/** `$after: Cursor`, `$first: Int = 20`, `$roots: [ID!]! = ["a"]`. */
const VARIABLE = /\$(\w+): ([[\]!\w]+)(?: = (?:\[[^\]]*\]|\{[^}]*\}|"[^"]*"|\w+))?/g;

/** A query with the values of its variables as their defaults: it can be pasted into GraphiQL, or sent, as it is. */
export const queryWithValues = (text: string, variables: Readonly<Record<string, unknown>>): string => {
  const end = text.indexOf(') {');
  if (end === -1) return text;
  const head = text.slice(0, end).replaceAll(VARIABLE, (_match, name: string, type: string) => {
    const value = variables[name];
    const written = literal(value, !TEXT_TYPES.has(type.replaceAll(/[[\]!]/g, '')));
    return value === null || value === undefined ? `$${name}: ${type}` : `$${name}: ${type} = ${written}`;
  });
  return head + text.slice(end);
};
