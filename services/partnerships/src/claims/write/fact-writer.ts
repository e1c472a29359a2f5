import type { PartnershipsStores } from '../../context';
import type { RecordOutcome } from '../../fact/record/record-facts';
import type { NewFact, NewFactValue } from '../../fact/record/new-fact';
import type { CitedSources } from './source-writer';
import type { ClaimedContradiction } from '../file/claims-file';
import type { ReadFact } from '../read/parsed-fact';
import { type SubjectWriter, writing } from './subject-writer';

/** Records the facts of a file, what follows from them, and what contradicts them. */
export class FactWriter {
  readonly facts = new Map<string, string>();
  readonly counts: Record<RecordOutcome, number> = { CREATED: 0, UNCHANGED: 0, RECITED: 0, REVISED: 0 };

  constructor(
    private readonly context: PartnershipsStores,
    private readonly documentKey: string,
    private readonly sources: CitedSources,
    private readonly subjects: SubjectWriter,
  ) {}

  async write(facts: readonly ReadFact[]): Promise<void> {
    const newFacts = facts.map((fact) => this.newFact(fact));
    const recorded = await writing('claims', this.context.facts.recordAll(newFacts));
    for (const [index, { id, outcome }] of recorded.entries()) {
      this.facts.set(facts[index]?.claim ?? '', id);
      this.counts[outcome] += 1;
    }
    for (const fact of facts) await writing(fact.claim, this.relate(fact, this.idOf(fact.claim)));
    for (const { claim, contradicts } of facts) {
      for (const other of contradicts) await this.contradict(this.idOf(claim), other);
    }
  }

  private newFact({ relation: _relation, contradicts: _contradicts, ...fact }: ReadFact): NewFact {
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
    if (id === undefined) throw new TypeError(`The claim "${claim}" was used before it was recorded.`);
    return id;
  }

  private async relate({ relation, subjectId, validFrom, validTo }: ReadFact, factId: string): Promise<void> {
    const subject = this.subjects.idOf(subjectId);
    const stated = { since: validFrom, until: validTo, factId };
    if (relation?.kind === 'AFFILIATION') {
      const { role, roleCode, organisation } = relation;
      const organisationId = this.subjects.idOf(organisation);
      await this.context.people.registerAffiliation({ personId: subject, organisationId, role, roleCode, ...stated });
    }
    if (relation?.kind === 'PARTICIPATION') {
      const { role, dimensions, organisation } = relation;
      const organisationId = this.subjects.idOf(organisation);
      await this.context.participations.register({ inId: subject, organisationId, role, dimensions, ...stated });
    }
    if (relation?.kind === 'ITEM') {
      const { list, position, text, satisfiedBy } = relation;
      const satisfiedByIds = satisfiedBy.map((key) => this.subjects.idOf(key));
      await this.context.programmes.registerItem({
        programmeId: subject,
        kind: list,
        position,
        text,
        satisfiedByIds,
        factId,
      });
    }
  }

  /** Only facts of other documents: what one document says of two things, it means. */
  private async contradict(factId: string, { subject, property, roleCode }: ClaimedContradiction): Promise<void> {
    const stated = await this.context.facts.statementsOf(this.subjects.idOf(subject), property);
    for (const { id, documentKey, dimensionValues } of stated) {
      const isMeant = roleCode === undefined || dimensionValues['role'] === roleCode;
      if (isMeant && documentKey !== this.documentKey) await this.context.facts.declareContradiction(factId, id);
    }
  }
}
