import type { ExportTable } from '../export-column';

/** One JSON object per line, and `ending` as the last line. */
export async function* writeNdjson({ pages }: ExportTable, ending: string | null): AsyncGenerator<string | Uint8Array> {
  for await (const page of pages()) yield page.lines;
  if (ending !== null) yield `${ending}\n`;
}
