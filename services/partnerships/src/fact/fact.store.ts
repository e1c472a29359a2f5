import { type Clock, fetchPage, lockMember, idPrefix, readPage } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import type { FactProperty } from '../property/property.entity';
import type { PropertyLoaders } from '../property/property.loader';
import type { Visible } from '../visibility/source.visibility';
import { registering } from '../subject/registration-lock';
import type { SubjectLoaders } from '../subject/subject.loader';
import { contradict } from './contradiction/contradiction.store';
import { whereFacts } from './read/fact-filter';
import type { FactsArguments } from './read/fact.arguments';
import { Fact } from './fact.entity';
import { BY_SUBJECT, currentFacts, DEFAULT_FACTS, type FactLoaders } from './read/fact.loader';
import { checkClaim, InvalidFact, type NewFact } from './record/new-fact';
import { type RecordedFact, recordFacts } from './record/record-facts';

type Loaders = FactLoaders & PropertyLoaders & Pick<SubjectLoaders, 'subjectById'>;

/** Throws {@link InvalidFact} where the value is not one of the property. */
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

const subjectsNamed = ({ subjectId, value }: NewFact): string[] => {
  const inValue = value?.kind === 'ENTITY' ? value.entityId : value?.kind === 'TEXT' ? value.saidById : null;
  return inValue ? [subjectId, inValue] : [subjectId];
};

export class FactService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: Loaders,
    private readonly visible: Visible,
  ) {}

  list({ filter, ...page }: FactsArguments) {
    const query = whereFacts(currentFacts(this.db, this.visible), filter, this.visible);
    return fetchPage(query, BY_SUBJECT, readPage(page, BY_SUBJECT, DEFAULT_FACTS), { exactCount: true });
  }

  /** As {@link recordAll}, one. */
  async record(fact: NewFact): Promise<RecordedFact> {
    const [recorded] = await this.recordAll([fact]);
    if (!recorded) throw new TypeError('A fact was recorded as none.');
    return recorded;
  }

  /**
   * Records what documents claim: all of it, or nothing where it throws {@link InvalidFact}. The same claim of the same
   * document again changes nothing; one that says something else becomes another version. Answers in the order given.
   * Throws UNAUTHENTICATED where a member who records one has been erased.
   */
  async recordAll(facts: readonly NewFact[]): Promise<RecordedFact[]> {
    for (const fact of facts) {
      checkClaim(fact, (reason) => {
        throw new InvalidFact(fact, reason);
      });
    }
    await this.checkAgainstWhatIsKnown(facts);
    const recorders = new Set(facts.flatMap(({ recordedById }) => recordedById ?? []));
    const recorded = await registering(this.db, async (tx) => {
      for (const memberId of recorders) await lockMember(tx, memberId);
      return recordFacts(tx, this.clock, facts);
    });
    for (const { id } of recorded) this.loaders.factById.clear(id);
    return recorded;
  }

  /** Notes that two facts can not both be true: both become DISPUTED. Noting it again changes nothing. */
  contradict(factId: string, otherId: string): Promise<void> {
    return registering(this.db, (tx) => contradict(tx, factId, otherId));
  }

  /** What is stated now of one property of one subject, as it was recorded. */
  statementsOf(subjectId: string, propertyKey: string): Promise<Fact[]> {
    return this.db.find(Fact, {
      where: { subjectId, propertyKey, supersededAt: IsNull() },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
  }

  private async checkAgainstWhatIsKnown(facts: readonly NewFact[]): Promise<void> {
    await this.loaders.propertyByKey.loadMany(facts.map(({ property }) => property));
    await this.loadSubjects(new Set(facts.flatMap(subjectsNamed)));
    for (const fact of facts) {
      checkProperty(fact, await this.loaders.propertyByKey.load(fact.property));
      for (const id of subjectsNamed(fact)) {
        if (await this.loaders.subjectById.load(id)) continue;
        throw new InvalidFact(fact, `nothing is known of "${id}"; give the id of a subject`);
      }
    }
  }

  /** One kind after the other: inside a transaction there is only one connection to ask on. */
  private async loadSubjects(ids: ReadonlySet<string>): Promise<void> {
    const all = [...ids];
    for (const kind of new Set(all.map(idPrefix))) {
      await this.loaders.subjectById.loadMany(all.filter((id) => idPrefix(id) === kind));
    }
  }
}
