import { UrlScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Organisation } from './organisation.entity';

/** One identifier of one scheme names one organisation only: it tells two of like names apart. */
@ObjectType({ description: 'What a register calls an organisation.' })
@Entity('organisation_identifiers')
export class Identifier {
  @Field(() => String, { description: 'The register: `wikidata`, `siren`, `rna`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly scheme: string;

  @Field(() => String, { description: 'The identifier, as the register writes it.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly value: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', collation: 'C' })
  readonly organisationId: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where the register tells of it; null when nowhere.' })
  @Column('text', { nullable: true })
  readonly uri: string | null;
}
