import { GraphQLError } from 'graphql';

/** The parameters of a GraphQL request (GraphQL over HTTP, §5.1). */
export interface GraphqlParameters {
  readonly query?: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** The request itself is wrong, not the operation in it. */
export const badRequest = (message: string, status = 400): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (parameters: Record<string, unknown>, name: 'query' | 'operationName'): string | undefined => {
  const value = parameters[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw badRequest(`\`${name}\` must be a string.`);
};

const objectIn = (
  parameters: Record<string, unknown>,
  name: 'variables' | 'extensions',
): Record<string, unknown> | undefined => {
  const value = parameters[name] ?? undefined;
  if (value === undefined || isObject(value)) return value;
  throw badRequest(`\`${name}\` must be an object.`);
};

const parametersOf = (parameters: Record<string, unknown>): GraphqlParameters => ({
  query: textIn(parameters, 'query'),
  operationName: textIn(parameters, 'operationName'),
  variables: objectIn(parameters, 'variables'),
  extensions: objectIn(parameters, 'extensions'),
});

/** The parameters in the JSON body of a POST. Throws BAD_REQUEST. */
export const parametersOfBody = (body: unknown): GraphqlParameters => {
  if (Array.isArray(body)) throw badRequest('Several operations in one request are not supported. Send one in each.');
  if (isObject(body) && Object.keys(body).length > 0) return parametersOf(body);
  throw badRequest('The body must be a JSON object with `query`. Send it with `Content-Type: application/json`.');
};

const JSON_PARAMETERS: ReadonlySet<string> = new Set(['variables', 'extensions']);

const jsonOf = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`The parameter \`${name}\` of the URL contains invalid JSON.`);
  }
};

/** The parameters in the query string of a GET. Throws BAD_REQUEST. */
export const parametersOfUrl = (queryString: string): GraphqlParameters => {
  const parameters: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(queryString)) {
    if (!['query', 'operationName', ...JSON_PARAMETERS].includes(name)) continue;
    if (name in parameters) throw badRequest(`The URL contains the parameter \`${name}\` more than once.`);
    parameters[name] = JSON_PARAMETERS.has(name) ? jsonOf(name, text) : text;
  }
  return parametersOf(parameters);
};
