import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A report that waits for a decision: one per member and thing. What it says is kept in its case, by membership. */
@Entity('reports')
@Index(['memberId'])
export class Report {
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** The same for all open reports of a thing. */
  @Column({ type: 'text', collation: 'C' })
  readonly caseId: string;
}
