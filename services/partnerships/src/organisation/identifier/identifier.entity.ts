import { UrlScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Organisation } from '../organisation.entity';

/** An identifier belongs to one organisation only, so it distinguishes organisations with the same name. */
@ObjectType({ description: 'Identifier of an organisation in a public register.' })
@Entity('organisation_identifiers')
export class Identifier {
  @Field(() => String, { description: 'The register: `wikidata`, `siren`, `rna`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly scheme: string;

  @Field(() => String, { description: 'The identifier, in the notation of the register.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly value: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', collation: 'C' })
  readonly organisationId: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Page of the register about it; null if there is none.' })
  @Column('text', { nullable: true })
  readonly uri: string | null;
}
