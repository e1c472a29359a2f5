import { useTexts } from '../../language/language';
import { formatCount } from '../../format/number';
import { useLanguage } from '../../language/language';
import { type Answer, type Cell, MAX_ROWS } from './messages';

const csvCell = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  // A spreadsheet would run such a text as a formula.
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const saveCsv = ({ columns, rows }: Answer): void => {
  const text = [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${text}\r\n`], { type: 'text/csv' }));
  link.download = 'result.csv';
  link.click();
  URL.revokeObjectURL(link.href);
};

/** The rows that a statement returned. */
export const ResultTable = ({ answer }: { readonly answer: Answer }) => {
  const { sql } = useTexts();
  const language = useLanguage();
  const { columns, rows, hasMore } = answer;
  const count = formatCount(language, rows.length);
  return (
    <section aria-labelledby="result">
      <h2 id="result" tabIndex={-1}>
        {hasMore ? sql.firstRows(formatCount(language, MAX_ROWS)) : sql.rows(rows.length, count)}
      </h2>
      {rows.length > 0 && (
        <>
          <div className="scroll" role="group" aria-labelledby="result" tabIndex={0}>
            <table className="sql-result">
              <thead>
                <tr>
                  {columns.map((name, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a result may have a name twice
                    <th key={index} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a result have no key
                  <tr key={index}>
                    {row.map((cell, column) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as its column
                      <td key={column} data-label={columns[column]}>
                        {cell === null ? <span className="muted">NULL</span> : cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p>
            <button type="button" onClick={() => saveCsv(answer)}>
              {sql.saveCsv}
            </button>
          </p>
        </>
      )}
    </section>
  );
};
