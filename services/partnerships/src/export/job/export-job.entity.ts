import { CursorScalar, DateTimeScalar, type Identity } from '@wizness/kernel';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FactFilter } from '../../fact/read/fact-filter.types';
import { ExportFormat } from './export-job.enums';

/**
 * An export that was asked for. What was known at a moment does not change: so the file is not stored. It is written once to
 * count and hash it, and its address gives the same bytes again.
 */
@ObjectType({ description: 'A file of facts that is produced in the background.' })
@Entity('export_jobs')
export class ExportJob {
  @Field(() => ID, { description: 'Id, prefix `exportjob_`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  /** The caller as when it was asked for: decides what the file contains. */
  @Column('jsonb')
  readonly identity: Identity;

  @Field(() => ExportFormat, { description: 'Format.' })
  @Column('text')
  readonly format: ExportFormat;

  @Column('jsonb', { nullable: true })
  readonly filter: FactFilter | null;

  @Column('timestamptz')
  readonly knownAt: Date;

  @Column('date', { nullable: true })
  readonly validAt: string | null;

  @Field(() => CursorScalar, {
    description: 'Moment at which it was made. `/exports/facts.ndjson?after=` continues there, with the same filter.',
  })
  @Column('text')
  readonly cursor: string;

  /** Rows that there are; null before it has begun. */
  @Column('integer', { nullable: true })
  readonly total: number | null;

  /** Rows written so far. */
  @Column('integer', { default: 0 })
  readonly done: number;

  @Column('boolean', { default: false })
  readonly failed: boolean;

  @Field(() => Int, { nullable: true, description: 'Number of rows. Null before it is done.' })
  @Column('integer', { nullable: true })
  readonly rows: number | null;

  @Field(() => Float, { nullable: true, description: 'Size in bytes, a whole number. Null before it is done.' })
  @Column('double precision', { nullable: true })
  readonly bytes: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file, hex. Null before it is done.' })
  @Column('text', { nullable: true })
  readonly sha256: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it expires. Null before it is done.' })
  @Column('timestamptz', { nullable: true })
  readonly expiresAt: Date | null;
}
