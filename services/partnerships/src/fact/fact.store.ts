import { type Clock, created, type Created, type Creation, createOnce, idPrefix, lockMember } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { FactProperty } from '../property/property.entity';
import type { PropertyLoaders } from '../property/property.loader';
import { CURRENT } from '../time/known-to';
import { withRegistrationLock } from '../subject/registration-lock';
import type { SubjectLoaders } from '../subject/subject.loader';
import { declareContradiction } from './contradiction/contradiction.store';
import { Fact } from './fact.entity';
import type { FactLoaders } from './read/fact.loader';
import { checkClaim, InvalidFact, type NewFact } from './record/new-fact';
import { type RecordedFact, recordFacts } from './record/record-facts';
import { type Revision, reviseFact } from './record/revise-fact';
import { retractAbsent } from './record/retract-absent';

type Loaders = Pick<FactLoaders, 'factById'> & PropertyLoaders & Pick<SubjectLoaders, 'subjectById'>;

/** Throws {@link InvalidFact} if the property does not exist, or has values of another kind or unit. */
const checkProperty = (fact: NewFact, property: FactProperty | null): void => {
  if (!property) throw new InvalidFact(fact, `there is no property "${fact.property}"; define it first`);
  const { value } = fact;
  if (value && value.kind !== property.valueKind) {
    throw new InvalidFact(fact, `values of "${property.key}" are ${property.valueKind}, not ${value.kind}`);
  }
  if (value?.kind === 'QUANTITY' && value.unit !== property.unitCode) {
    throw new InvalidFact(fact, `"${property.key}" is counted in "${property.unitCode}", not in "${value.unit}"`);
  }
};

const referencedSubjects = ({ subjectId, value }: NewFact): string[] => {
  const inValue = value?.kind === 'ENTITY' ? value.entityId : value?.kind === 'TEXT' ? value.saidById : null;
  return inValue ? [subjectId, inValue] : [subjectId];
};

/** The result of recording one fact. */
const only = ([recorded]: readonly RecordedFact[]): RecordedFact => {
  if (!recorded) throw new TypeError('Recording one fact returned none.');
  return recorded;
};

export class FactStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: Loaders,
  ) {}

  /** A key for a claim that no document makes. */
  newClaim(): string {
    return this.clock.newId('claim');
  }

  /** {@link recordAll} for one fact. */
  async record(fact: NewFact): Promise<RecordedFact> {
    return only(await this.recordAll([fact]));
  }

  /** {@link record} once for a key and input. Nothing is stored if it returns user errors. */
  async recordOnce(creation: Creation, fact: NewFact): Promise<Created> {
    await this.check([fact]);
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      await lockMember(tx, creation.memberId);
      return createOnce(tx, creation, async () => created(only(await recordFacts(tx, this.clock, [fact])).id));
    });
  }

  /**
   * Records the claims of documents: all of them, or none if it throws {@link InvalidFact}. The same claim of the same
   * document again changes nothing; with other content it becomes a new version. Returns results in the order given.
   * Throws UNAUTHENTICATED if a recording member has been erased.
   */
  async recordAll(facts: readonly NewFact[]): Promise<RecordedFact[]> {
    await this.check(facts);
    const recorders = new Set(facts.flatMap(({ recordedById }) => recordedById ?? []));
    const recorded = await withRegistrationLock(this.db, this.clock, async (tx) => {
      for (const memberId of recorders) await lockMember(tx, memberId);
      return recordFacts(tx, this.clock, facts);
    });
    for (const { id } of recorded) this.loaders.factById.clear(id);
    return recorded;
  }

  /**
   * Makes a new version of a fact by `change`, if `id` is its current version and has the expected number. Nothing changes
   * if the claim stays the same. Throws UNAUTHENTICATED if the recording member has been erased.
   */
  revise(
    fact: { readonly id: string; readonly expectedVersion: number | null },
    change: (claim: NewFact) => NewFact,
  ): Promise<Revision> {
    return withRegistrationLock(this.db, this.clock, (tx) => reviseFact(tx, this.clock, fact, change));
  }

  /**
   * Retracts the current facts that a document stated before and that are not among `claimKeys`, the claims that it states
   * now. Each becomes a new version with the status RETRACTED; its history stays. Returns their claim keys.
   */
  async retractAbsent(documentKey: string, claimKeys: readonly string[]): Promise<string[]> {
    return withRegistrationLock(this.db, this.clock, (tx) => retractAbsent(tx, this.clock, documentKey, claimKeys));
  }

  /** Declares that two facts cannot both be true: both become DISPUTED. Repeating it changes nothing. */
  declareContradiction(factId: string, otherId: string): Promise<void> {
    return withRegistrationLock(this.db, this.clock, (tx) => declareContradiction(tx, factId, otherId));
  }

  /** Current facts of one subject and property in the order recorded, whether or not the viewer may see them. */
  statementsOf(subjectId: string, propertyKey: string): Promise<Fact[]> {
    return this.db.find(Fact, {
      where: { subjectId, propertyKey, knownTo: CURRENT },
      order: { knownFrom: 'ASC', id: 'ASC' },
    });
  }

  /** Throws {@link InvalidFact}. */
  private async check(facts: readonly NewFact[]): Promise<void> {
    for (const fact of facts) {
      checkClaim(fact, (reason) => {
        throw new InvalidFact(fact, reason);
      });
    }
    await this.checkReferences(facts);
  }

  private async checkReferences(facts: readonly NewFact[]): Promise<void> {
    await this.loaders.propertyByKey.loadMany(facts.map(({ property }) => property));
    await this.loadSubjects(new Set(facts.flatMap(referencedSubjects)));
    for (const fact of facts) {
      checkProperty(fact, await this.loaders.propertyByKey.load(fact.property));
      for (const id of referencedSubjects(fact)) {
        if (await this.loaders.subjectById.load(id)) continue;
        throw new InvalidFact(fact, `there is no subject "${id}"; give the id of an existing subject`);
      }
    }
  }

  /** One kind after the other, because a transaction has only one connection. */
  private async loadSubjects(ids: ReadonlySet<string>): Promise<void> {
    const all = [...ids];
    for (const kind of new Set(all.map(idPrefix))) {
      await this.loaders.subjectById.loadMany(all.filter((id) => idPrefix(id) === kind));
    }
  }
}
