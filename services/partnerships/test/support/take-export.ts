import {
  callLocally,
  type ExportRequest,
  type Identity,
  openExportProcedure,
  readExportProcedure,
  systemClock,
} from '@wizness/kernel';
import type { OpenSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';

interface Taken {
  readonly knownAt: string;
  readonly tag: string;
  readonly cursor: string | null;
  readonly bytes: Buffer;
}

export type TakeOptions = Partial<Pick<ExportRequest, 'table' | 'format'>> & {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly identity?: Identity;
};

/** Exports as the gateway does: `facts.ndjson` for an anonymous caller unless another is given. */
export const takeExport = async (
  open: OpenSubgraph<PartnershipsContext>,
  { table = 'facts', format = 'ndjson', parameters = {}, identity }: TakeOptions = {},
): Promise<Taken> => {
  const call = callLocally(partnerships.procedures?.(open, systemClock) ?? []);
  const request: ExportRequest = { table, format, parameters: Object.entries(parameters) };
  const caller = { identity, signal: new AbortController().signal };
  const opened = await call(openExportProcedure, request, caller);
  const chunks: Uint8Array[] = [];
  const read = { ...request, knownAt: opened.knownAt, address: 'https://graph.example/exports/x' };
  for await (const chunk of await call(readExportProcedure, read, caller)) chunks.push(chunk);
  return { ...opened, bytes: Buffer.concat(chunks) };
};

/** The lines of NDJSON, by the key `fact`. A line without it is under `''`. */
export const linesByFact = (bytes: Buffer): Map<string, string> => {
  const lines = bytes.toString().split('\n').slice(0, -1);
  return new Map(lines.map((line) => [(JSON.parse(line) as { fact?: string }).fact ?? '', line]));
};
