import { createHash } from 'node:crypto';
import type { ClaimsFile } from '../../src/claims/file/claims-file.schema';
import type { ClaimsImport } from '../../src/claims/file/claims-import';
import { NameKind, OrganisationKind } from '../../src/organisation/organisation.enums';
import { ParticipationRole } from '../../src/participation/participation.enums';
import { PartnershipKind } from '../../src/partnership/partnership.enums';
import { RoleCode } from '../../src/person/person.enums';
import { ProgrammeStatus } from '../../src/programme/programme.enums';

export type NamedKind = 'organisation' | 'person' | 'programme' | 'partnership';

type Organisations = NonNullable<ClaimsFile['organisations']>;
type Decision = { readonly sameAs?: string; readonly distinctFrom?: string[] };

/** One line of the cases: `Name; SHORT ~ALIAS {SCHEME NUMBER} @ Organisation`. */
const parse = (line: string) => {
  const [beforeAt = '', at] = line.split(' @ ');
  const [beforeBrace = '', ...identifiers] = beforeAt.split(/\s*\{/);
  const [name = '', ...others] = beforeBrace.split(/;\s*/);
  return {
    name: name.trim(),
    others: others.map((other) => other.trim()),
    identifiers: identifiers.map((each) => {
      const [scheme = '', ...value] = each.replace(/\}.*$/, '').split(' ');
      return { scheme, value: value.join(' ') };
    }),
    organisation: at?.trim() ?? null,
  };
};

const organisation = (key: string, line: string): Organisations[number] => {
  const { name, others, identifiers } = parse(line);
  const other = (value: string) =>
    value.startsWith('~') ? { value: value.slice(1), kind: NameKind.ALIAS } : { value, kind: NameKind.SHORT };
  return {
    key,
    kind: OrganisationKind.ASSOCIATION,
    names: [{ value: name, kind: NameKind.OFFICIAL }, ...others.map(other)],
    identifiers,
  };
};

/** The claims about a page that names one thing under the key `it`. */
export const fileNaming = (kind: NamedKind, line: string, decision: Decision = {}): Partial<ClaimsFile> => {
  const { name, organisation: at } = parse(line);
  const organisations = at === null ? [] : [organisation('at', at)];
  const quote = name;
  const participation = { organisation: 'at', role: ParticipationRole.OPERATOR, quote };
  const participations = at === null ? [] : [participation];
  switch (kind) {
    case 'organisation':
      return { organisations: [{ ...organisation('it', line), ...decision }] };
    case 'person': {
      const role = { organisation: 'at', role: 'Directrice', roleCode: RoleCode.DIRECTOR, quote };
      const affiliations = at === null ? [] : [role];
      return { organisations, people: [{ key: 'it', name, affiliations, ...decision }] };
    }
    case 'programme': {
      const none = { parent: null, partnership: null, axes: [], criteria: [] };
      const programme = { key: 'it', names: [name], status: ProgrammeStatus.ACTIVE, participations, ...none };
      return { organisations, programmes: [{ ...programme, ...decision }] };
    }
    case 'partnership': {
      const partnership = { key: 'it', name, kind: PartnershipKind.OTHER, theme: null, participations };
      return { organisations, partnerships: [{ ...partnership, ...decision }] };
    }
  }
};

/** The import of a page with these claims. Its text repeats every given line. */
export const pageNaming = (document: string, lines: readonly string[], file: Partial<ClaimsFile>): ClaimsImport => {
  const text = `Une page\n\n${lines.map((line) => `${line}.`).join('\n')}\n`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const source = { kind: 'POST', publisher: null, url: null, published: null, originKey: document } as const;
  return {
    document: { key: document, text, sha256, title: 'Une page', lang: 'fr', postId: `post_${document}` },
    claims: { document: { kind: 'ARTICLE', source, topics: [], reportsOn: null }, claims: [], ...file } as ClaimsFile,
  };
};
