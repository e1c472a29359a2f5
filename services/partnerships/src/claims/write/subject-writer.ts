import type { PartnershipsStores } from '../../context';
import { NameKind } from '../../organisation/organisation.enums';
import { OrganisationKind } from '../../organisation/organisation.enums';
import { PartnershipKind } from '../../partnership/partnership.enums';
import { ProgrammeStatus } from '../../programme/programme.enums';
import type { MergeResult } from '../../subject/merge-result';
import { ClaimsError, isForTheReviewer } from '../file/claims-error';
import type { ClaimsFile } from '../file/claims-file';
import type { ImportedDifference, ImportedSubject } from './imported-claims';
import type { ReadClaims } from '../read/read-claims';
import type { CitedSources } from './source-writer';
import type { ReadCitation } from '../read/parsed-fact';

/** Gives a fault of one entry the key of that entry. Throws ClaimsError for what the author of the file can mend. */
export const writing = async <Result>(key: string, work: Promise<Result>): Promise<Result> => {
  try {
    return await work;
  } catch (error) {
    if (!isForTheReviewer(error)) throw error;
    throw new ClaimsError([{ key, reason: error.message }]);
  }
};

/** Sees to it that everything that the file names is there, and learns the ids. */
export class SubjectWriter {
  readonly subjects = new Map<string, ImportedSubject>();
  readonly differences: ImportedDifference[] = [];
  /** Two entries of the file may turn out to be one organisation with one name. */
  private readonly citationsByNameId = new Map<string, ReadCitation[]>();

  constructor(
    private readonly context: PartnershipsStores,
    private readonly sources: CitedSources,
  ) {}

  /** Id of what `key` names; every key was checked before. */
  idOf(key: string): string {
    const subject = this.subjects.get(key);
    if (!subject) throw new TypeError(`The key "${key}" was used before what it names was written.`);
    return subject.id;
  }

  async write(file: ClaimsFile, { organisations, programmes }: ReadClaims): Promise<void> {
    for (const each of organisations) await this.organisation(each);
    await this.sources.citeNames(this.citationsByNameId);
    for (const { key, name, shortNames = [] } of file.people ?? []) {
      this.note(key, await writing(key, this.context.people.register({ name })), [name], shortNames);
    }
    for (const { key, name, kind, theme } of file.partnerships ?? []) {
      const formed = this.context.partnerships.register({ name, kind: PartnershipKind[kind], theme });
      this.note(key, await writing(key, formed), [name]);
    }
    for (const { key, names, parent, partnership, status } of programmes) {
      const launched = this.context.programmes.register({
        names,
        parentId: parent && this.idOf(parent),
        partnershipId: partnership && this.idOf(partnership),
        status: ProgrammeStatus[status],
      });
      this.note(key, await writing(key, launched), names);
    }
  }

  private async organisation(organisation: ReadClaims['organisations'][number]): Promise<void> {
    const { key, kind, names, readNames, homepage, country, parent, identifiers } = organisation;
    const establish = this.context.organisations.register({
      kind: OrganisationKind[kind],
      names: names.map((name, index) => ({
        value: name.value,
        kind: NameKind[name.kind],
        lang: name.lang ?? null,
        since: readNames[index]?.since ?? null,
        until: readNames[index]?.until ?? null,
      })),
      homepage,
      country,
      parentId: parent && this.idOf(parent),
      identifiers,
    });
    const established = await writing(key, establish);
    this.note(
      key,
      established,
      names.map(({ value }) => value),
    );
    for (const [index, { citation }] of readNames.entries()) {
      const nameId = established.nameIds[index] ?? '';
      if (citation) this.citationsByNameId.set(nameId, [...(this.citationsByNameId.get(nameId) ?? []), citation]);
    }
  }

  private note(key: string, settled: MergeResult, names: readonly string[], shortNames: readonly string[] = []): void {
    const { id, created, differences } = settled;
    this.subjects.set(key, { id, created, names, shortNames });
    this.differences.push(...differences.map((difference) => ({ key, ...difference })));
  }
}
