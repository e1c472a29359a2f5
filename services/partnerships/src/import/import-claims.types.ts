import { LanguageTagScalar, UserError } from '@wizness/kernel';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ImportedStatement } from '../claims/write/imported-claims';
import { FactMeasure } from '../fact/fact.enums';
import { DataIssue } from '../fact/fact.types';
import { FactSubjectKind } from '../subject/subject.enums';

export enum ClaimOutcome {
  CREATED = 'CREATED',
  UNCHANGED = 'UNCHANGED',
  RECITED = 'RECITED',
  REVISED = 'REVISED',
  RETRACTED = 'RETRACTED',
  REFUSED = 'REFUSED',
}
registerEnumType(ClaimOutcome, {
  name: 'ClaimOutcome',
  description: 'What an import does with a claim.',
  valuesConfig: {
    CREATED: { description: 'A new fact.' },
    UNCHANGED: { description: 'The fact exists with the same content.' },
    RECITED: { description: 'The fact exists, and is cited at another place.' },
    REVISED: { description: 'A new version of the fact.' },
    RETRACTED: { description: 'No longer in the file: the fact is retracted.' },
    REFUSED: { description: 'Not stored. `reason` says how to correct it.' },
  },
});

@InputType({ description: 'Claims about a page.' })
export class ImportClaimsInput {
  @Field(() => String, {
    description: 'The claims file: JSON that follows `schema/claims.schema.json`, at most 400,000 characters.',
  })
  readonly claims: string;

  @Field(() => String, {
    description: 'The page that the claims quote, as `importPost` took it, at most 400,000 characters.',
  })
  readonly page: string;

  @Field(() => String, { description: 'Slug of its post, which identifies the page: `report.slug` of `importPost`.' })
  readonly slug: string;

  @Field(() => String, { description: 'Title of the page: `report.title` of `importPost`.' })
  readonly title: string;

  @Field(() => LanguageTagScalar, { description: 'Language of the page. It decides how numbers and dates are read.' })
  readonly lang: string;

  @Field(() => Int, {
    description: 'Where the body of the post begins in the page: `report.bodyStart` of `importPost`.',
  })
  readonly bodyStart: number;

  @Field(() => Int, {
    description: 'Where the body of the post ends in the page (exclusive): `report.bodyEnd` of `importPost`.',
  })
  readonly bodyEnd: number;

  @Field(() => ID, { nullable: true, description: 'Id of the imported post. Null only with `dryRun`.' })
  readonly postId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Import all claims or nothing. Otherwise, claims that are not valid are left out.',
  })
  readonly strict: boolean = false;

  @Field(() => Boolean, { defaultValue: false, description: 'Only report, store nothing.' })
  readonly dryRun: boolean = false;
}

@ObjectType({ description: 'Words of the page that state a claim.' })
export class ClaimQuote {
  @Field(() => String, { description: 'The words.' })
  readonly quote: string;

  @Field(() => Int, { description: 'Start in the page, in code points.' })
  readonly start: number;

  @Field(() => Int, { description: 'End (exclusive) in the page, in code points.' })
  readonly end: number;

  @Field(() => LanguageTagScalar, { description: 'Language in which its numbers and dates were read.' })
  readonly lang: string;
}

@ObjectType({ description: 'What becomes of one claim.' })
export class ClaimReport {
  @Field(() => String, { description: 'Key of the claim in the file, or its path if it has none.' })
  readonly key: string;

  @Field(() => ClaimOutcome, { description: 'What happens.' })
  readonly outcome: ClaimOutcome;

  @Field(() => String, { nullable: true, description: 'Key of its subject in the file. Null if refused or retracted.' })
  readonly subject: string | null;

  @Field(() => String, { nullable: true, description: 'Property, by key. Null if refused or retracted.' })
  readonly property: string | null;

  @Field(() => FactMeasure, { nullable: true, description: 'What the value measures. Null if refused or retracted.' })
  readonly measure: FactMeasure | null;

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [ClaimQuote], { description: 'The words that state it. At most 20.' })
  readonly quotes: readonly ClaimQuote[];

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [DataIssue], { description: 'Doubts, for a person to judge. At most 20.' })
  readonly issues: readonly DataIssue[];

  @Field(() => String, { nullable: true, description: 'What is wrong and how to correct it. Null unless refused.' })
  readonly reason: string | null;

  /** Null if refused or retracted. */
  readonly statement: Pick<ImportedStatement, 'value' | 'presence'> | null;

  readonly factId: string | null;
}

@ObjectType({ description: 'How an entity of a claims file was identified.' })
export class IdentityMatch {
  @Field(() => String, { description: 'Key of the entity in the file.' })
  readonly key: string;

  @Field(() => String, { description: 'Its first name in the file.' })
  readonly name: string;

  @Field(() => FactSubjectKind, { description: 'Kind of the entity.' })
  readonly kind: FactSubjectKind;

  @Field(() => String, {
    description:
      'By what: SAME_AS, DISTINCT_FROM, SAME_ENTRY, IDENTIFIER, LITERAL_NAME, FOLDED_NAME, SHORT_NAME or NEW. A person should ' +
      'check FOLDED_NAME and SHORT_NAME. New rules may be added.',
  })
  readonly rule: string;

  readonly id: string;

  readonly otherIds: readonly string[];
}

@ObjectType({ description: 'A field whose stored value was kept although the file gives another one.' })
export class KeptValue {
  @Field(() => String, { description: 'Key of the entity in the file.' })
  readonly key: string;

  @Field(() => String, { description: 'The field.' })
  readonly field: string;

  @Field(() => String, { description: 'The stored value, as JSON.' })
  readonly kept: string;

  @Field(() => String, { description: 'The value in the file, as JSON.' })
  readonly given: string;
}

@ObjectType({ description: 'What an import of claims stores, or would store.' })
export class ClaimsReport {
  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [ClaimReport], { description: 'Every claim: those that are stored, retracted and refused.' })
  readonly claims: readonly ClaimReport[];

  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [IdentityMatch], { description: 'Every entity that the file names.' })
  readonly matches: readonly IdentityMatch[];

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [KeptValue], { description: 'Stored values that the file would change, and does not.' })
  readonly kept: readonly KeptValue[];

  readonly sourceId: string;
}

@ObjectType({ description: 'Result of `importClaims`.' })
export class ImportClaimsPayload {
  @Field(() => ClaimsReport, { nullable: true, description: 'What is stored, or would be. Null if refused.' })
  readonly report: ClaimsReport | null;

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [UserError], { description: 'Errors that the user can correct; empty on success.' })
  readonly userErrors: readonly UserError[];
}
