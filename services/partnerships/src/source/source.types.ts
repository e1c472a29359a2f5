import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A range of a text.' })
export class TextSpan {
  @Field(() => Int, { description: 'Start, in code points from 0.' })
  readonly start: number;

  @Field(() => Int, { description: 'End (exclusive), in code points.' })
  readonly end: number;
}
