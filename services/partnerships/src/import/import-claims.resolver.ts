import { LANG, languagesFor, LanguageTagScalar, textIn, type Transactional } from '@wizness/kernel';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { Fact } from '../fact/fact.entity';
import { Source } from '../source/source.entity';
import { FactSubject } from '../subject/subject.types';
import { importClaimsFile } from './import-claims.commands';
import {
  ClaimReport,
  ClaimsReport,
  IdentityMatch,
  ImportClaimsInput,
  ImportClaimsPayload,
} from './import-claims.types';
import { valueText } from './statement-text';

@Resolver()
export class ImportClaimsResolver {
  @Mutation(() => ImportClaimsPayload, {
    description:
      'Editors and analysts: imports claims about a page as facts, or only reports (`dryRun`): each claim with its words in the ' +
      'page, its value and its doubts. The same file again changes nothing.',
  })
  importClaims(
    @Arg('input', () => ImportClaimsInput, { description: 'The claims and the page.' }) input: ImportClaimsInput,
    @Ctx() context: Transactional<PartnershipsContext>,
  ) {
    return importClaimsFile(context, input);
  }
}

@Resolver(() => ClaimsReport)
export class ClaimsReportResolver {
  @FieldResolver(() => Source, {
    nullable: true,
    description: 'The page as a source, which the facts cite. Null with `dryRun` if it is new.',
  })
  source(@Root() { sourceId }: ClaimsReport, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.sourceById.load(sourceId);
  }
}

@Resolver(() => ClaimReport)
export class ClaimReportResolver {
  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'The stored fact. Null with `dryRun`, and if refused or retracted.',
  })
  fact(@Root() { factId }: ClaimReport, @Ctx() { loaders }: PartnershipsContext) {
    return factId === null ? null : loaders.factById.load(factId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Label of the property. Null if refused or retracted.',
  })
  async propertyLabel(
    @Root() { property: key }: ClaimReport,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity, loaders }: PartnershipsContext,
  ) {
    if (key === null) return null;
    const property = await loaders.propertyByKey.load(key);
    return textIn(property?.labels ?? {}, languagesFor(lang, identity)) ?? key;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The value as it is stored, in words: `30 platform (from "30 plateformes")`. Null if refused or retracted.',
  })
  async value(
    @Root() { statement }: ClaimReport,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity, loaders }: PartnershipsContext,
  ) {
    if (statement === null) return null;
    const languages = languagesFor(lang, identity);
    const unit = statement.value?.kind === 'QUANTITY' ? await loaders.unitByCode.load(statement.value.unit) : null;
    return valueText(statement, { languages, unit: textIn(unit?.labels ?? {}, languages) });
  }
}

@Resolver(() => IdentityMatch)
export class IdentityMatchResolver {
  @FieldResolver(() => FactSubject, {
    nullable: true,
    description: 'What it was identified with. Null with `dryRun` if it is new.',
  })
  entity(@Root() { id }: IdentityMatch, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.subjectById.load(id);
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [FactSubject], {
    description: 'Others with the same name, from which it was kept apart. At most 10.',
  })
  async others(@Root() { otherIds }: IdentityMatch, @Ctx() { loaders }: PartnershipsContext) {
    const others = await Promise.all(otherIds.map((id) => loaders.subjectById.load(id)));
    return others.filter((other) => other !== null);
  }
}
