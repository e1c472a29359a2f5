import type { TextByLanguage } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { FactValueKind } from './property.enums';
import { UnitRow } from './unit.entity';

@ObjectType({
  description: 'A kind of statement: what it says, in which unit, and whether its values may be added.',
})
@Entity('fact_properties')
export class FactProperty {
  @Field(() => String, { description: 'Permanent name for programs: `mobility_platforms`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  @Column('jsonb')
  readonly labels: TextByLanguage;

  @Column('jsonb')
  readonly definitions: TextByLanguage;

  @Field(() => FactValueKind, { description: 'What its values are.' })
  @Column('enum', { enum: FactValueKind, enumName: 'fact_value_kind' })
  readonly valueKind: FactValueKind;

  @ForeignKey(() => UnitRow)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly unitCode: string | null;

  @Column('text', { array: true })
  readonly per: readonly string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether more is better; null where neither is, or where it is no number.',
  })
  @Column('boolean', { nullable: true })
  readonly higherIsBetter: boolean | null;

  @Field(() => Boolean, { description: 'Whether values of several subjects or periods may be added up.' })
  @Column('boolean')
  readonly additive: boolean;
}
