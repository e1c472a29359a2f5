import type { TextByLanguage } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { FactValueKind } from './property.enums';
import { UnitRow } from './unit.entity';

@ObjectType({
  description:
    'A kind of statement: what it says, in which unit, and whether values may be added. Editors and claims files can define new ones.',
})
@Entity('fact_properties')
export class FactProperty {
  @Field(() => String, { description: 'Permanent key in snake_case, such as `mobility_platforms`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  @Column('jsonb')
  readonly labels: TextByLanguage;

  /** Words of the labels. Only lists read it, in SQL. */
  @Column({ type: 'text', collation: 'C' })
  readonly words: string;

  @Column('jsonb')
  readonly definitions: TextByLanguage;

  @Field(() => FactValueKind, { description: 'Kind of its values.' })
  @Column('enum', { enum: FactValueKind, enumName: 'fact_value_kind' })
  readonly valueKind: FactValueKind;

  @ForeignKey(() => UnitRow)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly unitCode: string | null;

  @Column('text', { array: true })
  readonly per: readonly string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True if a higher value is better, false if a lower one is. Null: neither, or the values are not numbers.',
  })
  @Column('boolean', { nullable: true })
  readonly higherIsBetter: boolean | null;

  @Field(() => Boolean, { description: 'True if values of several subjects may be added.' })
  @Column('boolean')
  readonly additive: boolean;

  @Field(() => Boolean, {
    description:
      'True if values of several periods may be added, such as money spent. False for what is counted at a date, such as platforms that are open, and for what is counted per year.',
  })
  @Column('boolean', { default: false })
  readonly accumulates: boolean;
}
