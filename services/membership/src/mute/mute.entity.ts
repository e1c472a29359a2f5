import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** A member wants no notifications of another member's acts, or about a post. */
@Entity('mutes')
export class Mute {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  /** A member or a post. No foreign key: a post belongs to content. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  @Column('timestamptz')
  readonly mutedAt: Date;
}
