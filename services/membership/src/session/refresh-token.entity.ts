import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Session } from './session.entity';

/** A refresh token, known by its hash alone. */
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

  /** The token that followed, sealed under this one: see refresh-secret.ts. Emptied once nobody may ask for it again. */
  @Column('text', { nullable: true })
  readonly successor: string | null;
}
