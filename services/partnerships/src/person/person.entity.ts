import { Directive, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn, VirtualColumn } from 'typeorm';
import { mergedInto } from '../subject/merge/home';
import { FactSubject } from '../subject/subject.types';
import { Node } from '../node/node.types';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [FactSubject, Node],
  description: 'A person named in a text. Not a `Member`, who has an account.',
})
@Entity('people')
@Index(['factCount', 'id'])
@Index('people_similar_idx', { synchronize: false })
export class Person implements FactSubject, Node {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  @Column('text')
  readonly name: string;

  /** `nameKey` of `name`. Not unique: two persons may have one name. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Column('integer', { default: 1 })
  readonly version: number;

  /** In the order of merging. The field is in the resolver. */
  @VirtualColumn({ type: 'text', query: (alias) => mergedInto(`${alias}.id`) })
  readonly mergedIds: readonly string[];

  /** How many current facts everybody may see. Triggers keep it; only lists read it, in SQL. */
  @Column('integer', { default: 0, select: false })
  readonly factCount: number;
}
