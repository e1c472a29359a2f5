import { LanguageTagScalar, UrlScalar } from '@wizness/kernel';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CitationInput } from '../../fact/command/fact-input.types';
import {
  DISTINCT,
  EXPECTED_VERSION,
  ID_FIELD,
  IDEMPOTENCY_KEY,
  REASON,
  STAYS,
} from '../../subject/command/input-fields';
import { NameKind, OrganisationKind } from '../organisation.enums';

@InputType({ description: 'A name of an organisation.' })
export class OrganisationNameInput {
  @Field(() => String, { description: 'The name, 1 to 500 characters.' })
  readonly value: string;

  @Field(() => NameKind, { description: 'Kind of name.' })
  readonly kind: NameKind;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language. Null: the same in all.' })
  readonly lang?: string | null;

  @Field(() => String, { nullable: true, description: 'Since when, in EDTF. Null: not known.' })
  readonly sinceEdtf?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Until when, in EDTF, not before the start. Null: not known, or still used.',
  })
  readonly untilEdtf?: string | null;

  @Field(() => [CitationInput], { description: 'Where it is stated, 1 to 50.' })
  readonly citations: readonly CitationInput[];
}

@InputType({ description: 'A number in a register.' })
export class IdentifierInput {
  @Field(() => String, { description: 'Register: `siren`.' })
  readonly scheme: string;

  @Field(() => String, { description: 'The number; its check digits are verified.' })
  readonly value: string;
}

@InputType({ description: 'A new organisation.' })
export class CreateOrganisationInput {
  @Field(() => [OrganisationNameInput], { description: 'Names, 1 to 50.' })
  readonly names: readonly OrganisationNameInput[];

  @Field(() => OrganisationKind, { description: 'Kind.' })
  readonly kind: OrganisationKind;

  @Field(() => UrlScalar, { nullable: true, description: 'Website. Null: not known.' })
  readonly homepage?: string | null;

  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2. Null: not known.' })
  readonly country?: string | null;

  @Field(() => [IdentifierInput], { nullable: true, description: 'Numbers in registers, at most 20. Null: none.' })
  readonly identifiers?: readonly IdentifierInput[] | null;

  @Field(() => Boolean, DISTINCT)
  readonly distinct: boolean = false;

  @Field(() => String, IDEMPOTENCY_KEY)
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of an organisation. A field that is left out stays as it is.' })
export class UpdateOrganisationInput {
  @Field(() => ID, ID_FIELD)
  readonly id: string;

  @Field(() => Int, EXPECTED_VERSION)
  readonly expectedVersion: number;

  @Field(() => OrganisationKind, STAYS)
  readonly kind?: OrganisationKind | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Website. Null empties it.' })
  readonly homepage?: string | null;

  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2. Null empties it.' })
  readonly country?: string | null;

  @Field(() => [OrganisationNameInput], {
    nullable: true,
    description: 'Names to add, at most 50. Null or left out adds none.',
  })
  readonly addNames?: readonly OrganisationNameInput[] | null;

  @Field(() => [IdentifierInput], {
    nullable: true,
    description: 'Numbers in registers, at most 20; replaces all. Null or left out: they stay as they are.',
  })
  readonly identifiers?: readonly IdentifierInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation that it is part of. A cycle is refused. Null: none.',
  })
  readonly parentId?: string | null;

  @Field(() => String, REASON)
  readonly reason: string;
}
