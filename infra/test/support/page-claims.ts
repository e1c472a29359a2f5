import { type ClaimsFile, parseClaimsFile } from '@wizness/partnerships';
import type { PageToImport } from '../../import/import-page';
import { pageOf } from './demo-page';

/** A page with a title and these lines, and claims about one association with the key `club`. */
export const pageWithClaims = (
  slug: string,
  lines: readonly string[],
  claims: Record<string, unknown>,
  document: Partial<ClaimsFile['document']> = {},
): PageToImport => ({
  page: pageOf([slug, ...lines].join('\n\n')),
  claims: parseClaimsFile({
    document: {
      kind: 'ARTICLE',
      slug,
      source: { kind: 'POST', publisher: null, url: null, published: null, originKey: slug },
      topics: [],
      reportsOn: null,
      ...document,
    },
    organisations: [{ key: 'club', kind: 'ASSOCIATION', names: [{ value: `Club ${slug}`, kind: 'OFFICIAL' }] }],
    claims: [],
    ...claims,
  }),
});
