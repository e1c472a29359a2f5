import type { FuzzyDate } from '@wizness/kernel';
import type { ImportedStatement } from '@wizness/partnerships';
import type { ImportReport, PageToImport } from './import-page';
import { reportText } from './report-text';

const quoted = (text: string): string => JSON.stringify(text);

const dateText = (date: FuzzyDate): string => date.edtf + (date.raw === null ? '' : ` (from ${quoted(date.raw)})`);

/** The value as it will be stored. */
const valueText = ({ value, presence }: ImportedStatement): string => {
  if (!value) return `no value: ${presence ?? 'UNKNOWN'}`;
  if (value.kind === 'QUANTITY') {
    const { amount = null, lower = null, upper = null, approximate, unit, raw } = value;
    const number = amount ?? `${lower ?? '…'} to ${upper ?? '…'}`;
    return `${approximate ? 'about ' : ''}${number} ${unit} (from ${quoted(raw)})`;
  }
  if (value.kind === 'DATE') return dateText(value.date);
  if (value.kind === 'TEXT')
    return `${quoted(value.text)}${value.wording === 'REVIEWER' ? ' (words of the reviewer)' : ''}`;
  return value.kind === 'ENTITY' ? `the entry ${value.entityId}` : String(value.value);
};

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

/** The warning with its offset in the page, in code points. */
const withOffset = (source: string, warning: string): string => {
  const [, line, column] = /^Line (\d+), column (\d+)/.exec(warning) ?? [];
  if (line === undefined || column === undefined) return warning;
  const before = source.split('\n').slice(0, Number(line) - 1);
  const offset = before.reduce((sum, each) => sum + [...each].length + 1, 0) + Number(column) - 1;
  return `${warning} (offset ${offset})`;
};

/** The report of a rehearsed import: what would be stored, and each warning with its offset in the page. */
export const rehearsalText = (report: ImportReport, { page }: Pick<PageToImport, 'page'>): string => {
  const warnings = report.warnings.map((warning) => withOffset(page.source, warning));
  return `${reportText({ ...report, warnings })}\nNothing was stored.`;
};

/** The rehearsal, and every claim of the file with its quote, value and issues. */
export const spanReport = (report: ImportReport, page: Pick<PageToImport, 'page'>): string =>
  [...(report.claims?.statements ?? []).flatMap(statementLines), '', rehearsalText(report, page)].join('\n');
