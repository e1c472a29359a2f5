import type { PartnershipsStores } from '../../context';
import { CitedSources } from './source-writer';
import type { ClaimsImport, ImportedClaims } from './imported-claims';
import { readClaims } from '../read/read-claims';
import { FactWriter } from './fact-writer';
import { STRUCTURAL_PROPERTIES } from './structural-properties';
import { SubjectWriter } from './subject-writer';

export class ClaimsService {
  constructor(
    private readonly inTransaction: <Result>(work: (verbs: PartnershipsStores) => Promise<Result>) => Promise<Result>,
  ) {}

  /**
   * Takes a claims file in: all of it or nothing. The same file of the same text again changes nothing; another text is
   * another revision of the source, to which the citations move. Throws ClaimsError that lists every entry that its
   * author has to mend, before anything is written; DigestMismatch where text and digest do not belong together.
   */
  import({ document, claims, spans = {}, vocabulary, refusals }: ClaimsImport): Promise<ImportedClaims> {
    return this.inTransaction(async (context) => {
      if (vocabulary) await context.properties.define(vocabulary);
      await context.properties.defineMissing(STRUCTURAL_PROPERTIES);
      const properties = new Map((await context.properties.list()).map((property) => [property.key, property]));
      const read = readClaims({ file: claims, text: document.text, lang: document.lang, spans, properties, refusals });
      const sources = await CitedSources.keep(context, { document, claims }, read);
      const subjects = new SubjectWriter(context, sources);
      await subjects.write(claims, read);
      const facts = new FactWriter(context, document.key, sources, subjects);
      await facts.write(read.facts);
      return {
        source: { id: sources.document.source.id, outcome: sources.document.outcome },
        subjects: Object.fromEntries(subjects.subjects),
        facts: Object.fromEntries(facts.facts),
        counts: facts.counts,
        differences: subjects.differences,
      };
    });
  }
}
