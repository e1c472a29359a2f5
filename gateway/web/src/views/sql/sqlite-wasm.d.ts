// The package has no types. What the worker uses of it.
declare module '@sqlite.org/sqlite-wasm' {
  type SqlValue = string | number | bigint | null;

  export interface Statement {
    bind(values: readonly SqlValue[]): Statement;
    step(): boolean;
    stepReset(): Statement;
    get(target: []): SqlValue[];
    getColumnNames(): string[];
    readonly columnCount: number;
    finalize(): void;
  }

  export interface Database {
    exec(sql: string): Database;
    prepare(sql: string): Statement;
    transaction(work: () => void): void;
  }

  interface Sqlite {
    readonly oo1: { readonly DB: new (name: string, flags: string) => Database };
  }

  interface Options {
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }

  const initialise: (options: Options) => Promise<Sqlite>;
  export default initialise;
}
