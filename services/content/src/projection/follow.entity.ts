import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A follow of a member: a projection of membership's events, used by the feed. */
@Entity('follows')
export class Follow {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** A member, an organisation or a topic. */
  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;
}
