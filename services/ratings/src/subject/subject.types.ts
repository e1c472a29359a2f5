import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType, Int, InterfaceType } from 'type-graphql';
import { typeOfSubject } from './subject-type';
import { RateableKind } from './subject.enums';

@InterfaceType({
  description: 'A subject: something that members can rate.',
  resolveType: ({ id }: { readonly id: string }) => typeOfSubject(id),
})
export class Rateable {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

export const RateableConnection = connectionType('Rateable', () => Rateable, {
  items: 'subjects',
  nullableItems: true,
});

@InputType({
  description:
    'Which rated subjects. All given conditions hold. Null is not a condition. An empty list matches nothing.',
})
export class RateableFilter {
  @Field(() => [RateableKind], { nullable: true, description: 'One of these kinds, at most 100.' })
  readonly kinds?: readonly RateableKind[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'With at least this many ratings. Null is 0, which includes subjects without ratings.',
  })
  readonly minCount?: number | null;
}

@ArgsType()
export class TopRatedArguments extends ForwardPageArguments {
  @Field(() => RateableFilter, { nullable: true, description: 'Which subjects. Null is all.' })
  readonly filter?: RateableFilter | null;
}
