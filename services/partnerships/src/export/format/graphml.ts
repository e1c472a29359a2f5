import { type ExportColumn, type ExportRow, type ExportTable, rowsIn } from '../export-column';

/** Characters that XML 1.0 has no way to write. */
// eslint-disable-next-line no-control-regex
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escaped = (text: unknown): string =>
  String(text)
    .replace(NOT_IN_XML, '')
    .replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? '');

/** Names of the columns that are the ends of an edge, and the names and kinds of these ends. */
const ENDS = ['source', 'source_name', 'target', 'target_name'];

const KEYS = '<key id="name" for="node" attr.name="name" attr.type="string"/>\n';

const node = (id: unknown, name: unknown): string =>
  `<node id="${escaped(id)}"><data key="name">${escaped(name ?? '')}</data></node>\n`;

const edge = (columns: readonly ExportColumn[], row: ExportRow): string => {
  const data = columns.flatMap(({ name }) =>
    row[name] === null ? [] : [`<data key="${name}">${escaped(row[name])}</data>`],
  );
  return `<edge source="${escaped(row['source'])}" target="${escaped(row['target'])}" directed="true">${data.join('')}</edge>\n`;
};

/**
 * GraphML: a node before the first of its edges, and an edge for each row. The ids of nodes that were written are held in
 * memory: a hundred bytes for each.
 */
export async function* writeGraphml({ columns, pages }: ExportTable): AsyncGenerator<string> {
  const attributes = columns.filter(({ name }) => !ENDS.includes(name));
  const keys = attributes.map(({ name }) => `<key id="${name}" for="edge" attr.name="${name}" attr.type="string"/>\n`);
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${KEYS}${keys.join('')}<graph id="network" edgedefault="undirected">\n`;
  const written = new Set<unknown>();
  for await (const page of pages()) {
    const lines: string[] = [];
    for (const row of rowsIn(page)) {
      for (const end of ['source', 'target']) {
        if (written.has(row[end])) continue;
        written.add(row[end]);
        lines.push(node(row[end], row[`${end}_name`]));
      }
      lines.push(edge(attributes, row));
    }
    yield lines.join('');
  }
  yield '</graph>\n</graphml>\n';
}
