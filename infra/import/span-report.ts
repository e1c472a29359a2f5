import { dateText, type ImportedStatement, valueText } from '@wizness/partnerships';
import type { ImportReport } from './import-page';
import { reportText } from './report-text';

const quoted = (text: string): string => JSON.stringify(text);

const statementLines = (statement: ImportedStatement): string[] => {
  const { claim, subjectId, property, measure, validFrom, validTo, due, citations, issues = [], outcome } = statement;
  const dates = Object.entries({ from: validFrom, to: validTo, due }).flatMap(([name, date]) =>
    date ? [`  ${name}: ${dateText(date)}`] : [],
  );
  return [
    `${claim}: ${property} of ${subjectId}, ${measure}, ${outcome.toLowerCase()}`,
    `  value: ${valueText(statement)}`,
    ...dates,
    ...citations.map(({ quote, start, end, lang }) => `  quote: ${quoted(quote)} at ${start} to ${end}, ${lang}`),
    ...issues.map(({ code, message }) => `  issue: ${code}: ${message}`),
  ];
};

/** The report of a rehearsed import: what would be stored, and each warning with its offset in the page. */
export const rehearsalText = (report: ImportReport): string => {
  const warnings = report.warnings.map((warning) => {
    const { code, start, end } = warning;
    return start === null ? warning : { ...warning, message: `${warning.message} (${code}, ${start} to ${end})` };
  });
  return `${reportText({ ...report, warnings })}\nNothing was stored.`;
};

/** The rehearsal, and every claim of the file with its quote, value and issues. */
export const spanReport = (report: ImportReport): string =>
  [...(report.claims?.statements ?? []).flatMap(statementLines), '', rehearsalText(report)].join('\n');
