import type { OpenSubgraph } from '@wizness/kernel/testing';
import type { ClaimsFile } from '../../src/claims/file/claims-file.schema';
import { ClaimsError } from '../../src/claims/file/claims-error';
import type { PartnershipsContext } from '../../src/context';
import { ANALYST, fileExists, importPublic, pageWithClaims, readText } from './demo-claims';

/** Rows of a file of cases outside of the repository, by column. Empty where the folder is not available. */
export const readCases = (name: string): readonly (readonly string[])[] => {
  const path = `../shared/cases/${name}`;
  if (!fileExists(path)) return [];
  return readText(path)
    .replace(/\\u([0-9A-F]{4})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
};

/** One claim about an organisation, in a document of one line. */
export interface ClaimCase {
  readonly line: string;
  readonly quote: string;
  readonly property: string;
  readonly value: ClaimsFile['claims'][number]['value'];
  /** Language of the document. */
  readonly lang: string;
  /** Language of the claim, if it states one. */
  readonly claimLang?: string;
  /** EDTF. */
  readonly published?: string | null;
}

/** What became of a claim: the reason why it was refused, or the fact that was stored. */
export interface CaseOutcome {
  readonly refused: string | null;
  readonly fact: {
    readonly presence: string;
    readonly value: {
      readonly amount?: string | null;
      readonly lower?: string | null;
      readonly upper?: string | null;
      readonly approximate?: boolean;
      readonly date?: { readonly edtf: string; readonly raw: string | null };
    } | null;
    readonly issues: readonly {
      readonly code: string;
      readonly message: string;
      readonly raw: string;
      readonly candidates: readonly string[];
    }[];
    readonly citations: readonly { readonly lang: string }[];
  } | null;
}

const FACT = `presence issues { code message(lang: "en") raw candidates } citations { lang }
  value { ... on QuantityValue { amount lower upper approximate } ... on DateValue { date { edtf raw } } }`;

let count = 0;

/** Imports one claim about a new organisation and returns what was stored. */
export const importCase = async (
  open: OpenSubgraph<PartnershipsContext>,
  { line, quote, property, value, lang, claimLang, published = null }: ClaimCase,
): Promise<CaseOutcome> => {
  count += 1;
  const key = `case-${count}`;
  const source = { kind: 'POST', publisher: null, url: null, published, originKey: key } as const;
  const claims = {
    document: { kind: 'ARTICLE', source, topics: [], reportsOn: null },
    organisations: [{ key: 'club', kind: 'ASSOCIATION', names: [{ value: `Club ${key}`, kind: 'OFFICIAL' }] }],
    claims: [
      {
        key: 'claim',
        subject: 'club',
        property,
        measure: 'STATEMENT',
        presence: 'VALUE',
        value,
        quote,
        lang: claimLang,
      },
    ],
  } as unknown as ClaimsFile;
  const page = pageWithClaims(key, `${key}\n\n${line}\n`, claims);
  try {
    const context = open.context({ identity: ANALYST });
    const { subjects, refused } = await importPublic(context, { ...page, document: { ...page.document, lang } });
    const { data, errors } = await open.query(
      `{ facts(filter: { subjectIds: ["${subjects['club']?.id}"] }) { nodes { ${FACT} } } }`,
    );
    if (errors?.[0]) throw errors[0];
    const { nodes } = (data as { facts: { nodes: CaseOutcome['fact'][] } }).facts;
    return { refused: refused[0]?.reason ?? null, fact: nodes[0] ?? null };
  } catch (error) {
    if (!(error instanceof ClaimsError)) throw error;
    return { refused: error.message, fact: null };
  }
};
