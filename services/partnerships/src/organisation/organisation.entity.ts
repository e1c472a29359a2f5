import { UrlScalar } from '@wizness/kernel';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { FactSubject } from '../subject/subject.types';

export enum OrganisationKind {
  COMPANY = 'COMPANY',
  ASSOCIATION = 'ASSOCIATION',
  GROUP = 'GROUP',
  BANK = 'BANK',
  UNIVERSITY = 'UNIVERSITY',
  CHAIR = 'CHAIR',
  FUND = 'FUND',
  NETWORK = 'NETWORK',
  PUBLIC_BODY = 'PUBLIC_BODY',
  OTHER = 'OTHER',
}
registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What sort of organisation it is.',
  valuesConfig: {
    COMPANY: { description: 'A business.' },
    ASSOCIATION: { description: 'An association or another non-profit body.' },
    GROUP: { description: 'Several organisations under one roof.' },
    BANK: { description: 'A bank.' },
    UNIVERSITY: { description: 'A university or school of higher education.' },
    CHAIR: { description: 'A chair of teaching or research.' },
    FUND: { description: 'An investment fund or a foundation that gives money.' },
    NETWORK: { description: 'Independent organisations that act together.' },
    PUBLIC_BODY: { description: 'A state, a municipality or one of their agencies.' },
    OTHER: { description: 'None of these.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: FactSubject, description: 'An organisation, under whatever name it has or had.' })
@Entity('organisations')
@Index(['nameKey', 'id'])
export class Organisation implements FactSubject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  /** Derived from the names by `preferredName`, so that lists can be sorted by it. */
  @Column('text')
  readonly name: string;

  /** `nameKey` of `name`: sorts alike under every collation, without regard to case and accents. */
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Field(() => OrganisationKind, { description: 'What sort of organisation it is.' })
  @Column('enum', { enum: OrganisationKind, enumName: 'organisation_kind' })
  readonly kind: OrganisationKind;

  @Field(() => UrlScalar, { nullable: true, description: 'Address of its own site; null when not known.' })
  @Column('text', { nullable: true })
  readonly homepage: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country of its seat, ISO 3166-1 alpha-2: `FR`; null when not known.',
  })
  @Column('text', { nullable: true })
  readonly country: string | null;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly parentId: string | null;
}
