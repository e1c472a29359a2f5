import { useApolloServer } from './support/gateways';

/** The tests of GraphQL over HTTP, which also run with our own front. */
const SUITES = [
  'cost',
  'deadline',
  'http',
  'http-audit',
  'http-clients',
  'http-limits',
  'identity',
  'introspection',
  'persisted-operations',
  'storable-values',
];

useApolloServer();

describe.each(SUITES)('Through Apollo Server, %s:', (suite) => {
  require(`./${suite}.test`);
});
