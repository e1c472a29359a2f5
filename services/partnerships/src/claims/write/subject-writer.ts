import type { PartnershipsContext } from '../../context';
import type { MergeResult } from '../../subject/merge-result';
import { ClaimsError, isCorrectable } from '../file/claims-error';
import type { ClaimsFile } from '../file/claims-file.schema';
import type { LocatedCitation } from '../read/parsed-fact';
import type { ParsedClaims } from '../read/read-claims';
import type { ImportedDifference, ImportedSubject } from './imported-claims';
import type { SourceWriter } from './source-writer';

/** Awaits the write of one entry. An error that the author of the file can correct becomes a ClaimsError with its key. */
export const writeEntry = async <Result>(key: string, write: Promise<Result>): Promise<Result> => {
  try {
    return await write;
  } catch (error) {
    if (!isCorrectable(error)) throw error;
    throw new ClaimsError([{ key, reason: error.message }]);
  }
};

/** Finds or creates the organisations, people, partnerships and programmes of a file, and remembers their ids. */
export class SubjectWriter {
  readonly subjects = new Map<string, ImportedSubject>();
  readonly differences: ImportedDifference[] = [];
  /** Collected first, because two entries of the file may resolve to one organisation that has the name. */
  private readonly citationsByNameId = new Map<string, LocatedCitation[]>();

  constructor(
    private readonly context: PartnershipsContext,
    private readonly sources: SourceWriter,
  ) {}

  /** Id of the subject with this key. Keys are checked before anything is written. */
  idOf(key: string): string {
    const subject = this.subjects.get(key);
    if (!subject) throw new TypeError(`The subject with the key "${key}" has not been written yet.`);
    return subject.id;
  }

  async write(file: ClaimsFile, { organisations, programmes }: ParsedClaims): Promise<void> {
    for (const organisation of organisations) await this.writeOrganisation(organisation);
    await this.sources.citeNames(this.citationsByNameId);
    for (const { key, name, shortNames = [] } of file.people ?? []) {
      this.remember(key, await writeEntry(key, this.context.people.register({ name })), [name], shortNames);
    }
    for (const { key, name, kind, theme } of file.partnerships ?? []) {
      const formed = this.context.partnerships.register({ name, kind, theme });
      this.remember(key, await writeEntry(key, formed), [name]);
    }
    for (const { key, names, parent, partnership, status } of programmes) {
      const launched = this.context.programmes.register({
        names,
        parentId: parent && this.idOf(parent),
        partnershipId: partnership && this.idOf(partnership),
        status,
      });
      this.remember(key, await writeEntry(key, launched), names);
    }
  }

  private async writeOrganisation(organisation: ParsedClaims['organisations'][number]): Promise<void> {
    const { key, kind, names, parsedNames, homepage, country, parent, identifiers } = organisation;
    const establish = this.context.organisations.register({
      kind,
      names: names.map((name, index) => ({
        value: name.value,
        kind: name.kind,
        lang: name.lang ?? null,
        since: parsedNames[index]?.since ?? null,
        until: parsedNames[index]?.until ?? null,
      })),
      homepage,
      country,
      parentId: parent && this.idOf(parent),
      identifiers,
    });
    const established = await writeEntry(key, establish);
    this.remember(
      key,
      established,
      names.map(({ value }) => value),
    );
    for (const [index, { citation }] of parsedNames.entries()) {
      const nameId = established.nameIds[index] ?? '';
      if (citation) this.citationsByNameId.set(nameId, [...(this.citationsByNameId.get(nameId) ?? []), citation]);
    }
  }

  private remember(
    key: string,
    { id, created, differences }: MergeResult,
    names: readonly string[],
    shortNames: readonly string[] = [],
  ): void {
    this.subjects.set(key, { id, created, names, shortNames });
    this.differences.push(...differences.map((difference) => ({ key, ...difference })));
  }
}
