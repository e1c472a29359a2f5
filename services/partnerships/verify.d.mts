/** A fact as a row of the export. */
export type ExportedFact = Record<string, unknown> & { hash: string; citations: Record<string, unknown>[] };

export interface Counts {
  facts: number;
  quotes: number;
  unread: number;
  unplaced: number;
}

export interface Verified {
  readonly problems: readonly string[];
  readonly counts: Counts;
  readonly root: string;
  readonly isRooted: boolean;
}

export function canonical(value: unknown): string;
export function hashOf(fact: object): string;
export function unguarded(cell: string): string;
export function unzip(archive: Buffer): Map<string, Buffer>;
export function problemsOf(
  fact: object,
  textOf: (citation: { readonly source_sha256: string }) => Promise<Buffer | null>,
  counts: Counts,
): Promise<string[]>;
export function verify(target: string, root?: string | null): Promise<Verified>;
