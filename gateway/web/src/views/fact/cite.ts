import type { ExplorerFactQuery } from '../../generated/operations';

type Fact = NonNullable<ExplorerFactQuery['fact']>;

export interface Citable {
  readonly fact: Fact;
  /** What the fact says, as one line: `Mobiliz: mobility platforms, target 30, by 2015`. */
  readonly statement: string;
  /** Address of the fact. */
  readonly url: string;
  /** Day on which it was read, such as `2026-11-29`. */
  readonly accessed: string;
}

const sourceOf = ({ citations }: Fact) => citations[0];

/** The year of a source, if it is known to the year. */
const yearOf = (edtf: string | undefined): string | undefined => /^\d{4}/.exec(edtf ?? '')?.[0];

/** What a citation says of a fact, without where and when it was read. */
export const plainWords = ({ fact, statement }: Pick<Citable, 'fact' | 'statement'>): string => {
  const { quote, source } = sourceOf(fact) ?? {};
  const words = quote === undefined ? '' : ` « ${quote} »`;
  const from = source ? ` ${[source.title, source.publisher].filter(Boolean).join(', ')}.` : '';
  return `${statement}.${words}${from} Wizness Graph, version ${fact.version}`;
};

/** A citation as one sentence. */
export const citePlain = ({ url, accessed, ...cited }: Citable): string =>
  `${plainWords(cited)}, ${url} (${accessed}).`;

/** Characters with a meaning in BibTeX. */
const bibtexText = (text: string): string =>
  text.replace(/[\\{}&%$#_~^]/g, (character) => {
    if (character === '\\') return '\\textbackslash{}';
    if (character === '~') return '\\textasciitilde{}';
    if (character === '^') return '\\textasciicircum{}';
    return `\\${character}`;
  });

/** A citation as an entry of BibTeX. */
export const citeBibtex = ({ fact, statement, url, accessed }: Citable): string => {
  const { quote, source } = sourceOf(fact) ?? {};
  const year = yearOf(source?.published?.edtf);
  const fields: readonly (readonly [string, string | null | undefined])[] = [
    ['title', bibtexText(statement)],
    ['howpublished', bibtexText(['Wizness Graph', source?.title, source?.publisher].filter(Boolean).join(', '))],
    ['year', year],
    ['url', url],
    ['urldate', accessed],
    ['note', bibtexText([`version ${fact.version}`, quote && `quote: ${quote}`].filter(Boolean).join('; '))],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
  return `@misc{${fact.id},\n${lines.join('\n')}\n}\n`;
};

/** A citation in the JSON of the Citation Style Language (CSL). */
export const citeCslJson = ({ fact, statement, url, accessed }: Citable): string => {
  const { quote, source } = sourceOf(fact) ?? {};
  const year = yearOf(source?.published?.edtf);
  const item = {
    id: fact.id,
    type: 'webpage',
    title: statement,
    'container-title': source?.title,
    publisher: source?.publisher ?? undefined,
    issued: year === undefined ? undefined : { 'date-parts': [[Number(year)]] },
    accessed: { 'date-parts': [accessed.split('-').map(Number)] },
    URL: url,
    version: String(fact.version),
    note: quote,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
};
