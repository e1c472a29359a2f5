import type { PartnershipsContext } from '../../context';
import { InvalidProperty } from '../../property/property.store';
import { ClaimProblems } from '../file/claims-error';
import type { ClaimsFile } from '../file/claims-file.schema';
import type { ClaimsImport } from '../file/claims-import';
import { readClaims } from '../read/read-claims';
import { FactWriter } from './fact-writer';
import type { ImportedClaims } from './imported-claims';
import { SourceWriter } from './source-writer';
import { STRUCTURAL_PROPERTIES, STRUCTURAL_UNITS } from './structural-properties';
import { SubjectWriter } from './subject-writer';

/** Defines what the file itself adds to the vocabulary. Throws ClaimsError for a definition that cannot be used. */
const defineVocabulary = async (
  context: PartnershipsContext,
  { vocabulary = {} }: ClaimsFile,
  strict?: boolean,
): Promise<void> => {
  try {
    await context.properties.defineMissing(vocabulary);
  } catch (error) {
    if (!(error instanceof InvalidProperty)) throw error;
    const problems = new ClaimProblems();
    problems.add(error.key, error.message);
    problems.throwIfAny({ strict: strict ?? true });
  }
};

/**
 * Reads a claims file against its document and writes sources, subjects and facts. `context` must be in a transaction.
 * Throws ClaimsError and DigestMismatch; the transaction must then be rolled back.
 */
export const storeClaims = async (
  context: PartnershipsContext,
  { document, claims, spans = {}, vocabulary, problems, strict }: ClaimsImport,
): Promise<ImportedClaims> => {
  if (vocabulary) await context.properties.defineMissing(vocabulary);
  await context.properties.defineMissing({ properties: STRUCTURAL_PROPERTIES, units: STRUCTURAL_UNITS });
  await defineVocabulary(context, claims, strict);
  const known = await context.loaders.vocabulary();
  const properties = new Map(known.properties.map((property) => [property.key, property]));
  const parsed = readClaims({
    file: claims,
    text: document.text,
    lang: document.lang,
    spans,
    properties,
    problems,
    strict,
  });
  const sources = await SourceWriter.write(context, { document, claims }, parsed);
  const subjects = new SubjectWriter(context, document.key, sources);
  await subjects.write(claims, parsed);
  const facts = new FactWriter(context, document.key, sources, subjects);
  // A claim that cannot be read is still made, so an incomplete import retracts nothing.
  await facts.write(parsed.facts, { isComplete: parsed.refused.length === 0 });
  return {
    source: { id: sources.document.source.id, outcome: sources.document.outcome },
    subjects: Object.fromEntries(subjects.subjects),
    facts: Object.fromEntries(facts.facts),
    statements: facts.statements,
    counts: facts.counts,
    retracted: facts.retracted,
    differences: subjects.differences,
    refused: parsed.refused,
    matches: subjects.matches,
  };
};
