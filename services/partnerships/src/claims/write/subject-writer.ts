import type { PartnershipsContext } from '../../context';
import { ParticipationRole } from '../../participation/participation.enums';
import type { RegisteredSubject } from '../../subject/identity/identity.types';
import { ClaimsError, isCorrectable } from '../file/claims-error';
import type { ClaimsFile } from '../file/claims-file.schema';
import type { ClaimedParticipation } from '../file/subject.schema';
import type { LocatedCitation } from '../read/parsed-fact';
import type { ParsedClaims } from '../read/read-claims';
import { EntryIdentity } from './entry-identity';
import type { ImportedDifference, ImportedMatch, ImportedSubject } from './imported-claims';
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
  readonly matches: ImportedMatch[] = [];
  /** Collected first, because two entries of the file may resolve to one organisation that has the name. */
  private readonly citationsByNameId = new Map<string, LocatedCitation[]>();
  /** Organisations of the subjects written so far: their relations are recorded with the facts, which come later. */
  private readonly pending = { all: new Map<string, string[]>(), operators: new Map<string, string[]>() };

  constructor(
    private readonly context: PartnershipsContext,
    private readonly documentKey: string,
    private readonly sources: SourceWriter,
  ) {}

  /** Id of the subject with this key. Keys are checked before anything is written. */
  idOf(key: string): string {
    const subject = this.subjects.get(key);
    if (!subject) throw new TypeError(`The subject with the key "${key}" has not been written yet.`);
    return subject.id;
  }

  async write(file: ClaimsFile, { organisations, people, partnerships, programmes }: ParsedClaims): Promise<void> {
    const previous = await this.context.documentSubjects.of(this.documentKey);
    const identities = new EntryIdentity(file, previous, (key) => this.subjects.get(key)?.id);
    const { all: pendingOrganisations } = this.pending;
    for (const organisation of organisations) await this.writeOrganisation(organisation, identities);
    await this.sources.citeNames(this.citationsByNameId);
    for (const person of people) {
      const { key, name, shortNames = [] } = person;
      const organisationIds = person.affiliations.map(({ organisation }) => this.idOf(organisation));
      const identity = identities.hintsFor(person);
      const known = this.context.people.register({ name, organisationIds, pendingOrganisations, identity });
      this.remember(key, await writeEntry(key, known), [name], shortNames);
      this.addPending(key, organisationIds, []);
    }
    for (const partnership of partnerships) {
      const { key, name, kind, theme } = partnership;
      const { participantIds } = this.participants(partnership.participations);
      const identity = identities.hintsFor(partnership);
      const formed = { name, kind, theme, participantIds, pendingOrganisations, identity };
      this.remember(key, await writeEntry(key, this.context.partnerships.register(formed)), [name]);
      this.addPending(key, participantIds, []);
    }
    for (const programme of programmes) {
      const { key, names, parent, partnership, status } = programme;
      const { participantIds, operatorIds } = this.participants(programme.participations);
      const launched = this.context.programmes.register({
        names,
        parentId: parent && this.idOf(parent),
        partnershipId: partnership && this.idOf(partnership),
        status,
        participantIds,
        operatorIds,
        pending: this.pending,
        identity: identities.hintsFor(programme),
      });
      this.remember(key, await writeEntry(key, launched), names);
      this.addPending(key, participantIds, operatorIds);
    }
    const ids = new Map([...this.subjects].map(([key, { id }]) => [key, id]));
    await this.context.documentSubjects.save(this.documentKey, ids);
  }

  private async writeOrganisation(
    organisation: ParsedClaims['organisations'][number],
    identities: EntryIdentity,
  ): Promise<void> {
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
      identity: identities.hintsFor(organisation),
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

  private participants(participations: readonly ClaimedParticipation[]) {
    const idsOf = (some: readonly ClaimedParticipation[]): string[] =>
      some.flatMap(({ organisation }) => (organisation == null ? [] : [this.idOf(organisation)]));
    return {
      participantIds: idsOf(participations),
      operatorIds: idsOf(participations.filter(({ role }) => role === ParticipationRole.OPERATOR)),
    };
  }

  private addPending(key: string, organisationIds: readonly string[], operatorIds: readonly string[]): void {
    const id = this.idOf(key);
    const { all, operators } = this.pending;
    all.set(id, [...(all.get(id) ?? []), ...organisationIds]);
    operators.set(id, [...(operators.get(id) ?? []), ...operatorIds]);
  }

  private remember(
    key: string,
    { id, created, differences, rule, homonyms }: RegisteredSubject,
    names: readonly string[],
    shortNames: readonly string[] = [],
  ): void {
    this.subjects.set(key, { id, created, names, shortNames });
    this.differences.push(...differences.map((difference) => ({ key, ...difference })));
    this.matches.push({ key, id, name: names[0] ?? key, rule, homonyms });
  }
}
