/** What the explorer says about SQL, in English. */
export const sqlTexts = {
  sql: {
    title: 'SQL over the facts',
    lead: 'The exported facts as the table facts of SQLite, in your browser. Nothing that you write is sent anywhere.',
    link: 'Query these facts with SQL',
    needsScript:
      'This page needs JavaScript. Without it, take the facts as a file, and query them with your own tools.',
    statement: 'Statement',
    examples: { targets: 'Targets and actuals', measures: 'Facts by measure', doubts: 'Data issues' },
    run: 'Run',
    stop: 'Stop',
    running: 'Running …',
    own: 'Or query a Parquet file of yours',
    opened: (rows: string) => `The table has ${rows} rows.`,
    columns: (count: number) => `${count} columns`,
    notLoaded: 'The facts could not be loaded. Try again in a moment.',
    rows: (count: number, text: string) => (count === 1 ? '1 row' : `${text} rows`),
    firstRows: (count: string) => `The first ${count} rows`,
    saveCsv: 'Save the rows as CSV',
  },
};
