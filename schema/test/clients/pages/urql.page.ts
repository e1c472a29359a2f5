import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';

const ARTICLE = gql`
  query Article($slug: String!) {
    post(slug: $slug) {
      id
      title
      topics { id slug }
      ratingSummary { count average }
    }
  }
`;
const SIGN_IN = gql`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { viewer { member { id } } userErrors { code field message } }
  }
`;

/** Uses the graph as an application does, with default settings. */
const run = async (url: string): Promise<unknown> => {
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange] });
  const article = await client.query(ARTICLE, { slug: 'alter-mardis' }).toPromise();
  const again = await client.query(ARTICLE, { slug: 'alter-mardis' }).toPromise();
  const input = { email: 'nobody@example.org', password: 'four long unusual words' };
  const signIn = await client.mutation(SIGN_IN, { input }).toPromise();
  const refused = await client.query(gql`{ nothing }`, {}).toPromise();
  return {
    article: article.data,
    isCached: JSON.stringify(article.data) === JSON.stringify(again.data),
    errors: [article.error, signIn.error].map((error) => error?.message ?? null),
    signIn: signIn.data,
    refused: refused.error?.graphQLErrors[0]?.extensions['code'],
  };
};

Object.assign(globalThis, { run });
