import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

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
const POSTS = gql`
  query Posts($after: Cursor) {
    posts(first: 2, after: $after) {
      edges { cursor node { id title } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const SIGN_IN = gql`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { viewer { member { id } } userErrors { code field message } }
  }
`;

interface Posts {
  readonly posts: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

/** Uses the graph as an application does: default settings, and the cache policy for Relay connections. */
const run = async (uri: string): Promise<unknown> => {
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { posts: relayStylePagination() } } } });
  const client = new ApolloClient({ link: new HttpLink({ uri }), cache });
  const article = await client.query({ query: ARTICLE, variables: { slug: 'alter-mardis' } });
  const again = await client.query({ query: ARTICLE, variables: { slug: 'alter-mardis' } });
  const first = await client.query<Posts>({ query: POSTS });
  const posts = client.watchQuery<Posts>({ query: POSTS });
  posts.subscribe(() => undefined);
  const after = cache.readQuery<{ posts: { pageInfo: { endCursor: string } } }>({ query: POSTS })?.posts.pageInfo
    .endCursor;
  await posts.fetchMore({ variables: { after } });
  const all = cache.readQuery<Posts>({ query: POSTS });
  const input = { email: 'nobody@example.org', password: 'four long unusual words' };
  const signIn = await client.mutate({ mutation: SIGN_IN, variables: { input } });
  const refused = await client.query({ query: gql`{ nothing }` }).catch((error: Error) => error.name);
  const entities = Object.keys(cache.extract()).filter((key) => !key.startsWith('ROOT_'));
  return {
    article: article.data,
    isCached: JSON.stringify(article.data) === JSON.stringify(again.data),
    pages: [first.data?.posts.edges.length, all?.posts.edges.length],
    signIn: signIn.data,
    refused,
    entities,
  };
};

Object.assign(globalThis, { run });
