import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, Int, InterfaceType } from 'type-graphql';
import { RateableKind, typeOfSubject } from './subject.enums';

@InterfaceType({
  description: 'Whatever can be rated.',
  resolveType: ({ id }: { readonly id: string }) => typeOfSubject(id),
})
export class Rateable {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

export const RateableConnection = connectionType('Rateable', () => Rateable, {
  items: 'rated subjects',
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
    description: 'Only subjects with at least this many ratings; 0 includes those that nobody rated yet.',
  })
  readonly minCount: number = 0;
}
