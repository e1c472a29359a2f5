import { say } from './life';

/** Tells whoever started the graph where it is and what to try first. */
export const tellWhereToLook = (url: string): void => {
  say(`
Wizness Graph is up: ${url}

  ${url}/          GraphiQL, with the example operations
  ${url}/graphql   GraphQL, for programs:
    curl ${url}/graphql -H 'content-type: application/json' -d '{"query":"{ posts(first: 3) { nodes { title } } }"}'

Ctrl+C stops it.`);
};
