import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ReactionKind } from './reaction.enums';

/** A reaction of a member to a post or comment. A member may have several, of different kinds. */
@Entity('reactions')
@Index(['memberId'])
export class Reaction {
  /** Id of the post or comment. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  @PrimaryColumn('enum', { enum: ReactionKind, enumName: 'reaction_kind' })
  readonly kind: ReactionKind;

  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @Column('timestamptz')
  readonly createdAt: Date;
}
