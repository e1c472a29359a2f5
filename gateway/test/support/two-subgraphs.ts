import { composeServices } from '@apollo/composition';
import {
  badUserInput,
  byKey,
  DecimalScalar,
  defineSubgraph,
  type Storage,
  type Subgraph,
  type SubgraphRequest,
} from '@wizness/kernel';
import { parse } from 'graphql';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { EntityManager } from 'typeorm';

/** Two small subgraphs: posts, and their scores in another service. */

const emptyStorage = (schema: string): Storage => ({ schema, entities: [], migrations: [] });

const createContext = (db: EntityManager, request: SubgraphRequest) => ({
  ...request,
  db,
  scoreById: byKey(
    (ids: readonly string[]) =>
      db.query<{ id: string; score: number }[]>('SELECT id, length(id) AS score FROM unnest($1::text[]) id', [ids]),
    ({ id }) => id,
  ),
});
type Context = ReturnType<typeof createContext>;

@Directive('@key(fields: "id")')
@ObjectType('Post')
class Post {
  @Field(() => ID)
  readonly id: string;

  @Field(() => String)
  readonly title: string;
}

const postOf = (id: string): Post => ({ id, title: `Title of ${id}` });

@Resolver(() => Post)
class PostResolver {
  @Query(() => Post, { nullable: true })
  post(@Arg('id', () => ID) id: string): Post | null {
    return id === 'none' ? null : postOf(id);
  }

  @Query(() => [Post])
  posts(@Arg('first', () => Int, { defaultValue: 3 }) first: number): Post[] {
    if (first > 100) throw badUserInput('At most 100 posts.');
    return Array.from({ length: first }, (_, index) => postOf(`post_${index}`));
  }

  @Query(() => String)
  echo(
    @Arg('text', () => String) text: string,
    @Arg('amount', () => DecimalScalar, { nullable: true }) amount: string | null,
    @Arg('share', () => Float, { nullable: true }) share: number | null,
  ): string {
    return `${text}${amount ?? ''}${share ?? ''}`;
  }

  /** The identity that the gateway passed to this service, as JSON. */
  @Query(() => String)
  callerIdentity(@Ctx() { identity }: Context): string {
    return JSON.stringify(identity);
  }

  @Mutation(() => Post)
  touch(@Arg('id', () => ID) id: string): Post {
    return postOf(id);
  }

  @Query(() => Int)
  async slowly(@Arg('milliseconds', () => Int) milliseconds: number, @Ctx() { db }: Context): Promise<number> {
    await db.query('SELECT pg_sleep($1)', [milliseconds / 1000]);
    return milliseconds;
  }
}

@Directive('@key(fields: "id")')
@ObjectType('Post')
class ScoredPost {
  @Field(() => ID)
  readonly id: string;
}

@Resolver(() => ScoredPost)
class ScoreResolver {
  @FieldResolver(() => Int, { nullable: true })
  async score(@Root() { id }: ScoredPost, @Ctx() { scoreById }: Context): Promise<number | null> {
    return (await scoreById.load(id))?.score ?? null;
  }

  /** A statement that fails. The response must not contain its message. */
  @FieldResolver(() => Int, { nullable: true })
  async broken(@Ctx() { db }: Context): Promise<number> {
    return db.query('SELECT secret FROM no_such_table');
  }

  @FieldResolver(() => Int, { nullable: true })
  refused(): number {
    throw badUserInput('A score is from 1 to 5.');
  }

  @FieldResolver(() => Int, { nullable: true })
  slowScore(@Ctx() { db }: Context): Promise<number> {
    return db.query('SELECT pg_sleep(5)');
  }

  @Mutation(() => ScoredPost)
  rate(@Arg('id', () => ID) id: string): ScoredPost {
    return { id };
  }

  @Query(() => ScoredPost, { nullable: true })
  best(): ScoredPost {
    return { id: 'post_7' };
  }
}

export const posts: Subgraph = defineSubgraph<Context>({
  name: 'posts',
  resolvers: [PostResolver],
  types: [Post],
  references: { Post: ({ id }) => (id ? postOf(id) : null) },
  storage: emptyStorage('posts'),
  personalData: async (_, memberId) => ({
    posts: [{ title: 'É <b>\u2028', authorId: memberId, writtenAt: new Date(0), editedAt: null, lost: undefined }],
  }),
  createContext,
});

export const scores: Subgraph = defineSubgraph<Context>({
  name: 'scores',
  resolvers: [ScoreResolver],
  types: [ScoredPost],
  references: { Post: ({ id }) => ({ id }) },
  storage: emptyStorage('scores'),
  createContext,
});

export const compose = (subgraphs: readonly Subgraph[]): string => {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

export const supergraph = compose([posts, scores]);
