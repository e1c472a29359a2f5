import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Session } from './session.entity';

/** A refresh token, stored as its hash. */
@Entity('refresh_tokens')
export class RefreshToken {
  @PrimaryColumn('text', { collation: 'C' })
  readonly hash: string;

  @Index()
  @ForeignKey(() => Session, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly sessionId: string;

  @Column('timestamptz')
  readonly expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  readonly usedAt: Date | null;

  /** The next token, encrypted with this one: see refresh-secret.ts. Cleared once it may not be requested again. */
  @Column('text', { nullable: true })
  readonly successor: string | null;
}
