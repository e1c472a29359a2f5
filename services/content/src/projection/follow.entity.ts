import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Whom and what members follow, as membership tells it: a projection, for the feed alone. */
@Entity('follows')
export class Follow {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** A member, an organisation or a topic. */
  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;
}
