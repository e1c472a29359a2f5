import { DateTimeScalar } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/**
 * That a member may fetch what is held of them. Not the file itself: the gateway gathers it from all services when it is
 * fetched, so that it is always as of then, and no copies of personal data lie about.
 */
@ObjectType({ description: 'A file of all that the graph holds of the member, made anew whenever it is fetched.' })
@Entity('data_exports')
export class DataExport {
  @Field(() => ID, { description: 'Id of the export.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => DateTimeScalar, { description: 'When the member asked for it.' })
  @Column('timestamptz')
  readonly requestedAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when on it can no longer be fetched, 7 days after it was asked for; null while that is not known.',
  })
  @Column('timestamptz')
  readonly expiresAt: Date;
}
