import type { PartnershipsStores } from '../../context';
import type { NewCitation } from '../../source/citation.store';
import type { KeptSource } from '../../source/source.store';
import type { ClaimsImport } from './imported-claims';
import type { ReadClaims } from '../read/read-claims';
import type { ReadCitation } from '../read/parsed-fact';

/** The document of an import and the publications on which it reports, kept as sources. */
export class CitedSources {
  private constructor(
    private readonly context: PartnershipsStores,
    private readonly documentKey: string,
    private readonly lang: string,
    readonly document: KeptSource,
    private readonly publications: ReadonlyMap<string, string>,
  ) {}

  /** A publication is the same one under the same address and title, whichever document reports on it. */
  static async keep(
    context: PartnershipsStores,
    { document, claims }: ClaimsImport,
    { published, publishedByKey }: ReadClaims,
  ): Promise<CitedSources> {
    const { kind, publisher, url, originKey } = claims.document.source;
    const { key, title, lang, text, sha256, postId = null } = document;
    const described = { kind, publisher, originKey, title, lang, published, url: document.url ?? url };
    const kept = await context.sources.keep({ document: key, ...described, text, sha256, postId });
    const publications = new Map<string, string>();
    for (const publication of claims.sources ?? []) {
      const { source } = await context.sources.keep({
        ...publication,
        document: `publication ${publication.url ?? ''} ${publication.title}`,
        lang: publication.lang ?? lang,
        published: publishedByKey.get(publication.key) ?? null,
      });
      publications.set(publication.key, source.id);
    }
    return new CitedSources(context, key, lang, kept, publications);
  }

  /** A place of the document as a citation. */
  citation({ quote, start, end, originKey, reportsOn }: ReadCitation): NewCitation {
    const reportedSourceId = reportsOn === null ? null : (this.publications.get(reportsOn) ?? null);
    return { sourceId: this.document.source.id, reportedSourceId, quote, lang: this.lang, start, end, originKey };
  }

  /** Notes where the document gives each name, by the id of the name's row. */
  async citeNames(citationsByNameId: ReadonlyMap<string, readonly ReadCitation[]>): Promise<void> {
    await this.context.sources.cite(
      [...citationsByNameId].map(([organisationNameId, citations]) => ({
        cited: { organisationNameId },
        documentKey: this.documentKey,
        citations: citations.map((citation) => this.citation(citation)),
      })),
    );
  }
}
