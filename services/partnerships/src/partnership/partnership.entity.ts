import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { FactSubject } from '../subject/subject.types';

export enum PartnershipKind {
  CO_CONSTRUCTION = 'CO_CONSTRUCTION',
  SOCIAL_BUSINESS = 'SOCIAL_BUSINESS',
  PATRONAGE = 'PATRONAGE',
  SPONSORSHIP = 'SPONSORSHIP',
  OTHER = 'OTHER',
}
registerEnumType(PartnershipKind, {
  name: 'PartnershipKind',
  description: 'How organisations work together.',
  valuesConfig: {
    CO_CONSTRUCTION: { description: 'A business and a non-profit body build one project for a social or green end.' },
    SOCIAL_BUSINESS: { description: 'A business made to solve a social problem and to carry its own costs.' },
    PATRONAGE: { description: 'Support without anything in return.' },
    SPONSORSHIP: { description: 'Support in return for being named.' },
    OTHER: { description: 'None of these.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: FactSubject, description: 'An alliance of organisations.' })
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

  @Field(() => PartnershipKind, { description: 'How they work together.' })
  @Column('enum', { enum: PartnershipKind, enumName: 'partnership_kind' })
  readonly kind: PartnershipKind;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about, in the words of its source; null when not said.',
  })
  @Column('text', { nullable: true })
  readonly theme: string | null;
}
