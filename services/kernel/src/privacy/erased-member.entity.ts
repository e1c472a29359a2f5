import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An erased member, stored by id only: an access token that has not expired yet can write nothing in their name. */
@Entity('erased_members')
export class ErasedMember {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @Column('timestamptz')
  readonly erasedAt: Date;
}
