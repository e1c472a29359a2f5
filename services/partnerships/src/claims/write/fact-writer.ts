import type { PartnershipsContext } from '../../context';
import type { NewFact, NewFactValue } from '../../fact/record/new-fact';
import type { ClaimedContradiction } from '../file/citation.schema';
import type { ParsedFact } from '../read/parsed-fact';
import type { ClaimOutcome, ImportedStatement } from './imported-claims';
import type { SourceWriter } from './source-writer';
import { type SubjectWriter, writeEntry } from './subject-writer';

/** Records the facts of a file, the relations that they establish, and the contradictions that the file states. */
export class FactWriter {
  /** Id of the fact by key of the claim. */
  readonly facts = new Map<string, string>();
  readonly counts: Record<ClaimOutcome, number> = { CREATED: 0, UNCHANGED: 0, RECITED: 0, REVISED: 0, RETRACTED: 0 };
  readonly statements: ImportedStatement[] = [];
  /** Keys of the claims that the document no longer states. */
  retracted: readonly string[] = [];

  constructor(
    private readonly context: PartnershipsContext,
    private readonly documentKey: string,
    private readonly sources: SourceWriter,
    private readonly subjects: SubjectWriter,
  ) {}

  /** If the file is complete, what earlier imports of the document stated and this one does not is retracted. */
  async write(facts: readonly ParsedFact[], { isComplete }: { readonly isComplete: boolean }): Promise<void> {
    const newFacts = facts.map((fact) => this.newFact(fact));
    const recorded = await writeEntry('claims', this.context.facts.recordAll(newFacts));
    for (const [index, { id, outcome }] of recorded.entries()) {
      const fact = facts[index];
      if (!fact) continue;
      this.facts.set(fact.claim, id);
      this.statements.push({ ...fact, outcome });
      this.counts[outcome] += 1;
    }
    // Before the relations, which replace those of retracted facts.
    if (isComplete) {
      this.retracted = await this.context.facts.retractAbsent(this.documentKey, [...this.facts.keys()]);
      this.counts.RETRACTED = this.retracted.length;
    }
    for (const fact of facts) await writeEntry(fact.claim, this.relate(fact, this.idOf(fact.claim)));
    for (const { claim, contradicts } of facts) {
      for (const contradiction of contradicts) await this.contradict(this.idOf(claim), contradiction);
    }
  }

  private newFact({ relation: _relation, contradicts: _contradicts, ...fact }: ParsedFact): NewFact {
    return {
      ...fact,
      document: this.documentKey,
      subjectId: this.subjects.idOf(fact.subjectId),
      value: this.withIds(fact.value ?? null),
      citations: fact.citations.map((citation) => this.sources.citation(citation)),
    };
  }

  private withIds(value: NewFactValue | null): NewFactValue | null {
    if (value?.kind === 'ENTITY') return { ...value, entityId: this.subjects.idOf(value.entityId) };
    if (value?.kind === 'TEXT') return { ...value, saidById: value.saidById && this.subjects.idOf(value.saidById) };
    return value;
  }

  private idOf(claim: string): string {
    const id = this.facts.get(claim);
    if (id === undefined) throw new TypeError(`The claim "${claim}" has not been recorded yet.`);
    return id;
  }

  private async relate({ relation, subjectId, validFrom, validTo }: ParsedFact, factId: string): Promise<void> {
    const subject = this.subjects.idOf(subjectId);
    const statement = { since: validFrom, until: validTo, factId };
    if (relation?.kind === 'AFFILIATION') {
      const { role, roleCode, organisation } = relation;
      const organisationId = this.subjects.idOf(organisation);
      await this.context.people.registerAffiliation({
        personId: subject,
        organisationId,
        role,
        roleCode,
        ...statement,
      });
    }
    if (relation?.kind === 'PARTICIPATION') {
      const { role, dimensions, organisation, collective } = relation;
      const organisationId = organisation && this.subjects.idOf(organisation);
      const participant = { inId: subject, organisationId, collective, role, dimensions };
      await this.context.participations.register({ ...participant, ...statement });
    }
    if (relation?.kind === 'ITEM') {
      const { list, position, text, wording, satisfiedBy } = relation;
      const satisfiedByIds = satisfiedBy.map((key) => this.subjects.idOf(key));
      await this.context.programmes.registerItem({
        programmeId: subject,
        kind: list,
        position,
        text,
        wording,
        satisfiedByIds,
        factId,
      });
    }
  }

  /** Contradicts facts of other documents only: two statements of one document are both intended. */
  private async contradict(factId: string, { subject, property, roleCode }: ClaimedContradiction): Promise<void> {
    const others = await this.context.facts.statementsOf(this.subjects.idOf(subject), property);
    for (const { id, documentKey, dimensionValues } of others) {
      const hasRole = roleCode === undefined || dimensionValues['role'] === roleCode;
      if (hasRole && documentKey !== this.documentKey) await this.context.facts.declareContradiction(factId, id);
    }
  }
}
