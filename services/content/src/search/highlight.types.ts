import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A passage that matches a search.' })
export class PostHighlight {
  @Field(() => String, { description: 'Where it is: `title`, `summary` or `body`.' })
  readonly field: 'title' | 'summary' | 'body';

  @Field(() => String, { description: 'The passage as plain text.' })
  readonly text: string;

  @Field(() => [Int], {
    description: 'Start and end of each match in `text`, in code points: [start, end, start, end, …].',
  })
  readonly ranges: readonly number[];
}
