import { Wording } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Programme } from './programme.entity';
import { OrderedItemKind } from './programme.enums';

@ObjectType({ description: 'An item of an ordered list given by a source: an axis or a criterion of a programme.' })
@Entity('ordered_items')
export class OrderedItem {
  @ForeignKey(() => Programme)
  @PrimaryColumn('text', { collation: 'C' })
  readonly programmeId: string;

  @PrimaryColumn('enum', { enum: OrderedItemKind, enumName: 'ordered_item_kind' })
  readonly kind: OrderedItemKind;

  @Field(() => Int, { description: 'Position in the list, from 1.' })
  @PrimaryColumn('integer')
  readonly position: number;

  @Field(() => String, { description: 'The item, verbatim if `wording` is SOURCE.' })
  @Column('text')
  readonly text: string;

  @Field(() => Wording, { description: 'Whose words `text` is.' })
  @Column('enum', { enum: Wording, enumName: 'wording', default: Wording.SOURCE })
  readonly wording: Wording;

  /** Ids of subjects of any kind, in the order given. */
  @Column('text', { array: true })
  readonly satisfiedByIds: readonly string[];

  /** The fact that states it. The row is hidden once this fact is superseded or retracted. */
  @ForeignKey(() => Fact)
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;
}
