import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member who has left, kept by id alone: an access token that is still out may write nothing more in their name. */
@Entity('erased_members')
export class ErasedMember {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @Column('timestamptz')
  readonly erasedAt: Date;
}
