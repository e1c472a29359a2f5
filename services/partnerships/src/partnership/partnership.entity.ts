import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { FactSubject } from '../subject/subject.types';
import { PartnershipKind } from './partnership.enums';
import { Node } from '../node/node.types';

@Directive('@key(fields: "id")')
@ObjectType({ implements: [FactSubject, Node], description: 'A partnership of organisations.' })
@Entity('partnerships')
@Index(['factCount', 'id'])
export class Partnership implements FactSubject, Node {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

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

  /** See `themeKeyOf`. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly themeKey: string | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  /** How many current facts everybody may see. Triggers keep it; only lists read it, in SQL. */
  @Column('integer', { default: 0, select: false })
  readonly factCount: number;
}
