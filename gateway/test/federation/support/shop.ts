import type { SmallSubgraph } from './federation';

/** A shop in four subgraphs whose data agree, so that every plan of an operation has one answer. */

interface Author {
  readonly __typename: 'Author';
  readonly id: string;
  readonly name: string;
  readonly born: number | null;
}

interface Product {
  readonly __typename: 'Book' | 'Game';
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly pages?: number;
  readonly players?: number;
  readonly authorId: string | null;
  readonly price: number;
  readonly weight: number;
  readonly similar: readonly string[];
}

interface Review {
  readonly id: string;
  readonly productId: string;
  readonly authorId: string;
  readonly stars: number;
  readonly text: string | null;
}

const authors: readonly Author[] = [
  { __typename: 'Author', id: 'a1', name: 'Ada', born: 1815 },
  { __typename: 'Author', id: 'a2', name: 'Bo', born: null },
];

const products: readonly Product[] = [
  {
    __typename: 'Book',
    id: 'p1',
    sku: 's1',
    name: 'Logic',
    pages: 120,
    authorId: 'a1',
    price: 20,
    weight: 2,
    similar: ['p3', 'p2'],
  },
  {
    __typename: 'Book',
    id: 'p2',
    sku: 's2',
    name: 'Poems',
    pages: 60,
    authorId: 'a2',
    price: 10,
    weight: 1,
    similar: [],
  },
  {
    __typename: 'Game',
    id: 'p3',
    sku: 's3',
    name: 'Chess',
    players: 2,
    authorId: null,
    price: 30,
    weight: 5,
    similar: ['p1'],
  },
];

const initialReviews = (): Review[] => [
  { id: 'r1', productId: 'p1', authorId: 'a2', stars: 5, text: 'good' },
  { id: 'r2', productId: 'p3', authorId: 'a1', stars: 3, text: null },
  { id: 'r3', productId: 'p1', authorId: 'a1', stars: 1, text: 'own' },
];

let reviews = initialReviews();
/** The mutations since the last reset, in their order. */
let effects: string[] = [];

/** Undoes all mutations. Returns what they were, in their order. */
export const resetShop = (): readonly string[] => {
  const done = effects;
  effects = [];
  reviews = initialReviews();
  return done;
};

interface ProductKey {
  readonly id?: string;
  readonly sku?: string;
}

const authorOf = (id: string | null) => authors.find((author) => author.id === id) ?? null;
const productOf = ({ id, sku }: ProductKey): Product | null =>
  products.find((product) => product.id === id || product.sku === sku) ?? null;
const productsOf = (ids: readonly string[]) => ids.map((id) => productOf({ id }));

const resolveType = ({ __typename }: { readonly __typename: string }): string => __typename;
const product = { __resolveReference: productOf };

const catalogue: SmallSubgraph = {
  sdl: `
    type Query { products(first: Int = 3): [Product!]! product(id: ID!): Product items: [Item] best: Book }
    type Mutation { rename(id: ID!, name: String!): Product }
    interface Item { id: ID! name: String }
    interface Product implements Item @key(fields: "id") { id: ID! name: String sku: String }
    type Book implements Item & Product @key(fields: "id") @key(fields: "sku") {
      id: ID! name: String @shareable sku: String pages: Int author: Author similar: [Thing!] }
    type Game implements Item & Product @key(fields: "id") @key(fields: "sku") {
      id: ID! name: String @shareable sku: String players: Int similar: [Thing!] }
    union Thing = Book | Game | Author
    type Author implements Item @key(fields: "id") { id: ID! name: String @shareable }`,
  resolvers: {
    Query: {
      products: (_: unknown, { first }: { first: number }) => products.slice(0, first),
      product: (_: unknown, { id }: { id: string }) => productOf({ id }),
      items: () => [products[0], authors[0], null, products[2]],
      best: () => products[1],
    },
    Mutation: {
      rename: (_: unknown, { id, name }: { id: string; name: string }) => {
        effects.push(`rename ${id} ${name}`);
        return productOf({ id });
      },
    },
    Item: { __resolveType: resolveType },
    Product: { __resolveType: resolveType, __resolveReference: productOf },
    Thing: { __resolveType: resolveType },
    Book: {
      ...product,
      author: ({ authorId }: Product) => authorOf(authorId),
      similar: ({ similar }: Product) => [...productsOf(similar), authors[0]],
    },
    Game: { ...product, similar: ({ similar }: Product) => productsOf(similar) },
    Author: { __resolveReference: ({ id }: { id: string }) => authorOf(id) },
  },
};

const people: SmallSubgraph = {
  sdl: `
    type Query { authors: [Author!]! }
    type Author @key(fields: "id") { id: ID! name: String @shareable born: Int label(short: Boolean = false): String }`,
  resolvers: {
    Query: { authors: () => authors },
    Author: {
      __resolveReference: ({ id }: { id: string }) => authorOf(id),
      label: ({ name, born }: Author, { short }: { short: boolean }) => (short ? name : `${name}, ${born}`),
    },
  },
};

const stock: SmallSubgraph = {
  sdl: `
    type Query { cheapest: Product }
    type Mutation { raise(sku: String!, by: Int!): Product! }
    interface Product { sku: String price: Int }
    type Book implements Product @key(fields: "sku") {
      sku: String price: Int weight: Int @shareable size: Size }
    type Game implements Product @key(fields: "sku") { sku: String price: Int weight: Int @shareable size: Size }
    type Size { unit: String value: Int }`,
  resolvers: {
    Query: { cheapest: () => products[1] },
    Mutation: {
      raise: (_: unknown, { sku, by }: { sku: string; by: number }) => {
        effects.push(`raise ${sku} ${by}`);
        const raised = productOf({ sku });
        if (!raised) throw new Error('There is no such product.');
        return raised;
      },
    },
    Product: { __resolveType: resolveType },
    Book: { ...product, size: ({ weight }: Product) => ({ unit: 'kg', value: weight }) },
    Game: { ...product, size: ({ weight }: Product) => ({ unit: 'kg', value: weight }) },
  },
};

const reviewsOf = (filter: (review: Review) => boolean) => reviews.filter(filter);
interface Priced extends ProductKey {
  readonly price?: number;
}

const social: SmallSubgraph = {
  sdl: `
    type Query { reviews: [Review!]! }
    type Mutation { review(id: ID!, stars: Int!): Review }
    type Review @key(fields: "id") { id: ID! stars: Int! text: String author: Author @provides(fields: "name") product: Rated }
    union Rated = Book | Game
    type Author @key(fields: "id") { id: ID! name: String @external reviews(minStars: Int = 0): [Review!]! }
    type Book @key(fields: "id") { id: ID! price: Int @external reviews: [Review!]! value: Float @requires(fields: "price") }
    type Game @key(fields: "id") { id: ID! price: Int @external reviews: [Review!]! value: Float @requires(fields: "price") }`,
  resolvers: {
    Query: { reviews: () => reviews },
    Mutation: {
      review: (_: unknown, { id, stars }: { id: string; stars: number }) => {
        effects.push(`review ${id} ${stars}`);
        if (!productOf({ id })) return null;
        const added = { id: `r${reviews.length + 1}`, productId: id, authorId: 'a1', stars, text: null };
        reviews.push(added);
        return added;
      },
    },
    Rated: { __resolveType: resolveType },
    Review: {
      __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
      author: ({ authorId }: Review) => authorOf(authorId),
      product: ({ productId }: Review) => productOf({ id: productId }),
    },
    Author: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      reviews: ({ id }: { id: string }, { minStars }: { minStars: number }) =>
        reviewsOf(({ authorId, stars }) => authorId === id && stars >= minStars),
    },
    ...Object.fromEntries(
      ['Book', 'Game'].map((name) => [
        name,
        {
          __resolveReference: (reference: Priced) => reference,
          reviews: ({ id }: Priced) => reviewsOf(({ productId }) => productId === id),
          value: ({ price }: Priced) => (price === undefined ? null : price / 4),
        },
      ]),
    ),
  },
};

export const shop = { catalogue, people, stock, social };
