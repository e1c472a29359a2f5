import type { ExportTable } from '../export-column';

/** Lines that are sent as one text: one of a whole page would be kept until the memory of the process is tidied. */
const LINES = 50;

/** One JSON object per line, and `ending` as the last line. */
export async function* writeNdjson({ pages }: ExportTable, ending: string | null): AsyncGenerator<string> {
  for await (const page of pages()) {
    for (let at = 0; at < page.length; at += LINES) yield `${page.slice(at, at + LINES).join('\n')}\n`;
  }
  if (ending !== null) yield `${ending}\n`;
}
