import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum DiffChange {
  KEPT = 'KEPT',
  INSERTED = 'INSERTED',
  DELETED = 'DELETED',
}
registerEnumType(DiffChange, {
  name: 'DiffChange',
  description: 'What happened to a part of a text.',
  valuesConfig: {
    KEPT: { description: 'In both texts.' },
    INSERTED: { description: 'Only in the later text.' },
    DELETED: { description: 'Only in the earlier text.' },
  },
});

@ObjectType({ description: 'A part of the comparison of two texts.' })
export class DiffPart {
  @Field(() => DiffChange, { description: 'What happened to it.' })
  readonly change: DiffChange;

  @Field(() => String, { description: 'The text of this part.' })
  readonly text: string;
}
