import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { FactSubject } from '../subject/subject.types';
import { PartnershipKind } from './partnership.enums';

@Directive('@key(fields: "id")')
@ObjectType({ implements: FactSubject, description: 'A partnership of organisations.' })
@Entity('partnerships')
export class Partnership implements FactSubject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('text')
  readonly name: string;

  /** `nameKey` of `name`. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Field(() => PartnershipKind, { description: 'How the organisations work together.' })
  @Column('enum', { enum: PartnershipKind, enumName: 'partnership_kind' })
  readonly kind: PartnershipKind;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about, in the words of its source; null when not stated.',
  })
  @Column('text', { nullable: true })
  readonly theme: string | null;
}
