import { DateTimeScalar } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/**
 * A member's right to download their data. The file is not stored: the gateway collects it from all services on each
 * download, so that it is current and no copies of personal data remain.
 */
@ObjectType({
  description: 'A file with all data that the graph holds about the member, collected anew on each download.',
})
@Entity('data_exports')
export class DataExport {
  @Field(() => ID, { description: 'Id of the export.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => DateTimeScalar, { description: 'When the export was requested.' })
  @Column('timestamptz')
  readonly requestedAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the download ends, 7 days after the request; null if not known yet.',
  })
  @Column('timestamptz')
  readonly expiresAt: Date;
}
