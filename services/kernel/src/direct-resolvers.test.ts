import { execute, parse } from 'graphql';
import {
  Arg,
  createParameterDecorator,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { buildSubgraph } from './subgraph-schema';

@InputType()
class SampleInput {
  @Field(() => String)
  text: string;

  get length(): number {
    return this.text.length;
  }
}

@ObjectType()
class Sample {
  @Field(() => ID)
  id: string;
}

const Later = () => createParameterDecorator(async () => 'later');

@Resolver(() => Sample)
class SampleResolver {
  private readonly prefix = 'sample';

  @Query(() => Sample)
  sample(@Arg('id', () => ID, { nullable: true }) id: string | null): Sample {
    return { id: id ?? 'none' };
  }

  @Query(() => Number)
  lengthOf(@Arg('input', () => SampleInput) input: SampleInput): number {
    return input.length;
  }

  @FieldResolver(() => String)
  label(@Arg('lang', () => String) lang: string, @Root() { id }: Sample, @Ctx('region') region: string): string {
    return [this.prefix, id, lang, region].join(' ');
  }

  @FieldResolver(() => String)
  later(@Later() text: string, @Root('id') id: string): string {
    return `${text} ${id}`;
  }
}

describe('Resolvers of TypeGraphQL', () => {
  const { schema } = buildSubgraph({ resolvers: [SampleResolver], types: [Sample], references: {} });
  const run = (query: string) => execute({ schema, document: parse(query), contextValue: { region: 'here' } });

  test('Read their arguments, root and context without a promise', () => {
    expect(run('{ one: sample(id: "a") { id label(lang: "fr") } none: sample { id } }')).toEqual({
      data: { one: { id: 'a', label: 'sample a fr here' }, none: { id: 'none' } },
    });
  });

  test('Wait for a parameter that is a promise', async () => {
    expect(await run('{ sample(id: "b") { later } }')).toEqual({ data: { sample: { later: 'later b' } } });
  });

  test('Get instances of input classes', async () => {
    expect(await run('{ lengthOf(input: { text: "four" }) }')).toEqual({ data: { lengthOf: 4 } });
  });
});
