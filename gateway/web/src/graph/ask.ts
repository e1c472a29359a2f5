import { type Ask, type CarriedResult, type GraphError, requestKey, type Result, Unreachable } from './operation';

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

/**
 * Asks the gateway by hash. `carried` is the result that the page came with: it answers the first equal request, so that the first
 * view needs none. `token` is the access token of the member; null for everyone else.
 */
export const createAsk = (
  endpoint: string,
  carried: CarriedResult | null,
  token: () => Promise<string | null>,
): Ask => {
  let first = carried;
  // What this page has written: the gateway answers later queries from a state that has it.
  let readAfter: string | null = null;
  return async <Data>({ name, hash }: { name: string; hash: string }, variables: unknown): Promise<Result<Data>> => {
    const key = requestKey(hash, variables);
    if (first?.key === key) {
      const { result } = first;
      first = null;
      return result as Result<Data>;
    }
    const body = JSON.stringify({
      operationName: name,
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    });
    try {
      const credential = await token();
      const headers = {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(credential !== null && { authorization: `Bearer ${credential}` }),
        ...(readAfter !== null && { 'wizness-read-after': readAfter }),
      };
      const response = await fetch(endpoint, { method: 'POST', headers, credentials: 'omit', body });
      readAfter = response.headers.get('wizness-read-after') ?? readAfter;
      const { data = null, errors = [] } = (await response.json()) as Body<Data>;
      return { data, errors };
    } catch (cause) {
      throw new Unreachable('The graph cannot be reached.', { cause });
    }
  };
};
