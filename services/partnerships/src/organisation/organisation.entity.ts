import { UrlScalar } from '@wizness/kernel';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { FactSubject } from '../subject/subject.types';
import { OrganisationKind } from './organisation.enums';
import { Node } from '../node/node.types';

@Directive('@key(fields: "id")')
@ObjectType({ implements: [FactSubject, Node], description: 'An organisation, with its present and past names.' })
@Entity('organisations')
@Index(['factCount', 'id'])
@Index(['nameKey', 'id'])
export class Organisation implements FactSubject, Node {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  /** Derived from the names by `preferredName`, so that lists can be sorted by it. */
  @Column('text')
  readonly name: string;

  /** `nameKey` of `name`. Sort key without case and accents, independent of collation. */
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Field(() => OrganisationKind, { description: 'Kind of organisation.' })
  @Column('enum', { enum: OrganisationKind, enumName: 'organisation_kind' })
  readonly kind: OrganisationKind;

  @Field(() => UrlScalar, { nullable: true, description: 'URL of its own website; null when not known.' })
  @Column('text', { nullable: true })
  readonly homepage: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country of its registered office, ISO 3166-1 alpha-2: `FR`; null when not known.',
  })
  @Column('text', { nullable: true })
  readonly country: string | null;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly parentId: string | null;

  /** How many current facts everybody may see. Triggers keep it; only lists read it, in SQL. */
  @Column('integer', { default: 0, select: false })
  readonly factCount: number;
}
