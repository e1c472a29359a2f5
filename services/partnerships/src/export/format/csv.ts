import { type ExportColumn, type ExportRow, type ExportTable, rowsIn } from '../export-column';

/** How a cell begins that a spreadsheet would run as a formula, after blanks; also in full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A text that would be a formula, or that begins with the apostrophe that guards one, gets an apostrophe before it. */
const guarded = (text: string): string => (text.startsWith("'") || FORMULA.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cellOf = ({ name, kind }: ExportColumn, row: ExportRow): string => {
  const value = row[name];
  if (value === null || value === undefined) return '';
  if (kind === 'json') return quoted(JSON.stringify(value));
  // A negative number is a number there.
  return quoted(kind === 'text' ? guarded(value as string) : String(value));
};

/**
 * CSV as of RFC 4180: UTF-8, the names of the columns first, lines that end with CRLF, an empty cell for null. Cells with text
 * that a spreadsheet would run as a formula begin with an apostrophe, which `unguarded` in verify.mjs takes away.
 */
export async function* writeCsv({ columns, pages }: ExportTable): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => name).join(',')}\r\n`;
  for await (const page of pages()) {
    yield rowsIn(page)
      .map((row) => `${columns.map((column) => cellOf(column, row)).join(',')}\r\n`)
      .join('');
  }
}
