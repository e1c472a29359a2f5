import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, Int, InterfaceType } from 'type-graphql';
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

@ArgsType()
export class TopRatedArguments extends ForwardPageArguments {
  @Field(() => [RateableKind], {
    nullable: true,
    description: 'Only subjects of these kinds; null for all, an empty list for none.',
  })
  readonly kinds?: readonly RateableKind[] | null;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Only subjects with at least this many ratings; 0 includes subjects without ratings.',
  })
  readonly minCount: number = 0;
}
