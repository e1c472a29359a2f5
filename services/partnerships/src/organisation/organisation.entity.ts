import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, VirtualColumn } from 'typeorm';
import { mergedInto } from '../subject/merge/home';
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

  /** Its own. The field is in the resolver, as that of `country`. */
  @Column('text', { nullable: true })
  readonly homepage: string | null;

  @Column('text', { nullable: true })
  readonly country: string | null;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly parentId: string | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  /** In the order of merging. The field is in the resolver. */
  @VirtualColumn({ type: 'text', query: (alias) => mergedInto(`${alias}.id`) })
  readonly mergedIds: readonly string[];

  /** How many current facts everybody may see. Triggers keep it; only lists read it, in SQL. */
  @Column('integer', { default: 0, select: false })
  readonly factCount: number;
}
