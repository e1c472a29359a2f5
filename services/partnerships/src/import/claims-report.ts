import type { ClaimProblem } from '../claims/file/claims-error';
import type { ImportedClaims, ImportedStatement } from '../claims/write/imported-claims';
import { FactMeasure } from '../fact/fact.enums';
import { subjectKindOf } from '../subject/subject.enums';
import { ClaimOutcome, type ClaimReport, type ClaimsReport } from './import-claims.types';

const MAX_OTHERS = 10;

const ofStatement = (statement: ImportedStatement, factId: string | null): ClaimReport => {
  const { claim: key, outcome, subjectId: subject, property, measure, citations, issues = [] } = statement;
  const quotes = citations.map(({ quote, start, end, lang }) => ({ quote, start, end, lang }));
  const stated = { key, outcome: ClaimOutcome[outcome], subject, property, measure: FactMeasure[measure], quotes };
  return { ...stated, issues: [...issues], reason: null, statement, factId };
};

const withoutStatement = (key: string, outcome: ClaimOutcome, reason: string | null): ClaimReport => {
  return {
    key,
    outcome,
    subject: null,
    property: null,
    measure: null,
    quotes: [],
    issues: [],
    reason,
    statement: null,
    factId: null,
  };
};

/** The report of an import for reviewers. `refused` are statements that were not readable at all. */
export const claimsReport = (imported: ImportedClaims, refused: readonly ClaimProblem[]): ClaimsReport => {
  const { source, statements, facts, retracted, matches, differences } = imported;
  const problems = [...refused, ...imported.refused].filter(
    (one, index, all) => all.findIndex(({ key, reason }) => key === one.key && reason === one.reason) === index,
  );
  return {
    sourceId: source.id,
    claims: [
      ...statements.map((statement) => ofStatement(statement, facts[statement.claim] ?? null)),
      ...retracted.map((key) => withoutStatement(key, ClaimOutcome.RETRACTED, null)),
      ...problems.map(({ key, reason }) => withoutStatement(key, ClaimOutcome.REFUSED, reason)),
    ],
    matches: matches.map(({ key, name, rule, id, homonyms }) => ({
      ...{ key, name, rule, id, kind: subjectKindOf(id) },
      otherIds: homonyms.slice(0, MAX_OTHERS).map((homonym) => homonym.id),
    })),
    kept: differences.map(({ key, field, kept, given }) => ({
      ...{ key, field },
      kept: JSON.stringify(kept),
      given: JSON.stringify(given),
    })),
  };
};
