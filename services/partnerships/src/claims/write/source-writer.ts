import type { PartnershipsContext } from '../../context';
import type { NewCitation } from '../../source/citation.store';
import type { StoredSource } from '../../source/source.store';
import type { ClaimsImport } from '../file/claims-import';
import type { LocatedCitation } from '../read/parsed-fact';
import type { ParsedClaims } from '../read/read-claims';

/** Stores the document of an import and the publications it reports on, and turns located citations into rows. */
export class SourceWriter {
  private constructor(
    private readonly context: PartnershipsContext,
    private readonly documentKey: string,
    readonly document: StoredSource,
    /** Id of the source by key of the publication in the file. */
    private readonly publications: ReadonlyMap<string, string>,
  ) {}

  /** A publication is identified by its URL and title, so documents that report on the same one share its source. */
  static async write(
    context: PartnershipsContext,
    { document, claims }: ClaimsImport,
    { published, publishedByKey }: ParsedClaims,
  ): Promise<SourceWriter> {
    const { kind, publisher, url, originKey } = claims.document.source;
    const { key, title, lang, text, sha256, postId = null, bodyStart, bodyEnd } = document;
    const description = { kind, publisher, originKey, title, lang, published, url: document.url ?? url };
    const stored = await context.sources.save({
      document: key,
      ...description,
      text,
      sha256,
      postId,
      bodyStart,
      bodyEnd,
    });
    const publications = new Map<string, string>();
    for (const publication of claims.sources ?? []) {
      const { source } = await context.sources.save({
        ...publication,
        document: `publication ${publication.url ?? ''} ${publication.title}`,
        lang: publication.lang ?? lang,
        published: publishedByKey.get(publication.key) ?? null,
      });
      publications.set(publication.key, source.id);
    }
    return new SourceWriter(context, key, stored, publications);
  }

  /** The citation of a passage of the document. */
  citation({ reportsOn, ...citation }: LocatedCitation): NewCitation {
    const reportedSourceId = reportsOn === null ? null : (this.publications.get(reportsOn) ?? null);
    return { sourceId: this.document.source.id, reportedSourceId, ...citation };
  }

  /** Replaces the document's citations of each name, given by the id of the name's row. */
  async citeNames(citationsByNameId: ReadonlyMap<string, readonly LocatedCitation[]>): Promise<void> {
    await this.context.sources.cite(
      [...citationsByNameId].map(([organisationNameId, citations]) => ({
        cited: { organisationNameId },
        documentKey: this.documentKey,
        citations: citations.map((citation) => this.citation(citation)),
      })),
    );
  }
}
