import { type Clock, fetchPage, readPage } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import type { PropertyLoaders } from '../property/property.loader';
import { replaceCitations } from '../source/citation.service';
import { registering } from '../subject/registering';
import type { SubjectLoaders } from '../subject/subject.loader';
import { contradict, contradictByDate, passOnContradictions, refreshStatus } from './contradiction';
import { whereFacts } from './fact-filter';
import { claimColumns } from './fact-row';
import type { FactsArguments } from './fact.arguments';
import { Fact } from './fact.entity';
import { BY_SUBJECT, currentFacts, DEFAULT_FACTS, type FactLoaders } from './fact.loader';
import { checkFact, InvalidFact, type NewFact } from './new-fact';

/** RECITED: the claim is the same, but its words stand elsewhere, or in another revision of the document. */
export type RecordOutcome = 'CREATED' | 'UNCHANGED' | 'RECITED' | 'REVISED';

export interface RecordedFact {
  readonly id: string;
  readonly outcome: RecordOutcome;
}

type Loaders = FactLoaders & PropertyLoaders & Pick<SubjectLoaders, 'subjectById'>;

export class FactService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: Loaders,
  ) {}

  list({ filter, ...page }: FactsArguments) {
    const query = whereFacts(currentFacts(this.db), filter);
    return fetchPage(query, BY_SUBJECT, readPage(page, BY_SUBJECT, DEFAULT_FACTS), { exactCount: true });
  }

  /**
   * Records what a document claims. The same claim of the same document again changes nothing; one that says something
   * else becomes another version. Throws {@link InvalidFact}.
   */
  async record(fact: NewFact): Promise<RecordedFact> {
    checkFact(fact);
    await this.checkAgainstWhatIsKnown(fact);
    const recorded = await registering(this.db, (tx) => this.write(tx, fact));
    this.loaders.factById.clear(recorded.id);
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

  private async checkAgainstWhatIsKnown(fact: NewFact): Promise<void> {
    const property = await this.loaders.propertyByKey.load(fact.property);
    if (!property) throw new InvalidFact(fact, `there is no property "${fact.property}"; define it first`);
    const { value } = fact;
    if (value && value.kind !== property.valueKind) {
      throw new InvalidFact(fact, `values of "${property.key}" are ${property.valueKind}, not ${value.kind}`);
    }
    if (value?.kind === 'QUANTITY' && value.unit !== property.unitCode) {
      throw new InvalidFact(fact, `"${property.key}" is counted in "${property.unitCode}", not in "${value.unit}"`);
    }
    const named = [
      fact.subjectId,
      value?.kind === 'ENTITY' && value.entityId,
      value?.kind === 'TEXT' && value.saidById,
    ];
    const ids = named.filter((id): id is string => Boolean(id));
    // One after the other: inside a transaction there is only one connection to ask on.
    for (const id of ids) {
      if (!(await this.loaders.subjectById.load(id))) {
        throw new InvalidFact(fact, `nothing is known of "${id}"; give the id of a subject`);
      }
    }
  }

  private async write(tx: EntityManager, fact: NewFact): Promise<RecordedFact> {
    const columns = claimColumns(fact);
    const { document: documentKey, claim: claimKey } = fact;
    const current = await tx.findOneBy(Fact, { documentKey, claimKey, supersededAt: IsNull() });
    const cite = (factId: string) => replaceCitations(tx, this.clock, { factId }, documentKey, fact.citations);
    if (current?.fingerprint === columns.fingerprint) {
      return { id: current.id, outcome: (await cite(current.id)) ? 'RECITED' : 'UNCHANGED' };
    }
    const id = this.clock.newId('fact');
    const recordedAt = this.clock.now();
    if (current) await tx.update(Fact, current.id, { supersededAt: recordedAt });
    await tx.insert(Fact, {
      ...columns,
      id,
      status: columns.reviewedStatus,
      version: (current?.version ?? 0) + 1,
      supersedesId: current?.id ?? null,
      recordedAt,
      recordedById: fact.recordedById ?? null,
    });
    await cite(id);
    if (current) await passOnContradictions(tx, current.id, id);
    await contradictByDate(tx, id);
    await refreshStatus(tx, [id]);
    return { id, outcome: current ? 'REVISED' : 'CREATED' };
  }
}
