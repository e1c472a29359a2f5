import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Programme } from './programme.entity';
import { OrderedItemKind } from './programme.enums';

@ObjectType({ description: 'A place in an ordered list that a source gives: an axis or a criterion of a programme.' })
@Entity('ordered_items')
export class OrderedItem {
  @ForeignKey(() => Programme)
  @PrimaryColumn('text', { collation: 'C' })
  readonly programmeId: string;

  @PrimaryColumn('enum', { enum: OrderedItemKind, enumName: 'ordered_item_kind' })
  readonly kind: OrderedItemKind;

  @Field(() => Int, { description: 'Place in the list, from 1.' })
  @PrimaryColumn('integer')
  readonly position: number;

  @Field(() => String, { description: 'What the source says, in its words.' })
  @Column('text')
  readonly text: string;

  /** Ids of subjects of any kind, in the order given. */
  @Column('text', { array: true })
  readonly satisfiedByIds: readonly string[];

  /** The fact that says so. A row whose fact counts no more is not shown. */
  @ForeignKey(() => Fact)
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;
}
