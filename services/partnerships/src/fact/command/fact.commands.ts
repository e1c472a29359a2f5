import { authorise, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { PropertyLoaders } from '../../property/property.loader';
import type { SourceLoaders } from '../../source/source.loader';
import { DataIssueCode } from '../../parsing/issue';
import type { SubjectLoaders } from '../../subject/subject.loader';
import type { Fact } from '../fact.entity';
import { FactStatus } from '../fact.enums';
import type { FactStore } from '../fact.store';
import type { FactLoaders } from '../read/fact.loader';
import { type NewFact } from '../record/new-fact';
import type {
  AcceptFactInput,
  DisputeFactInput,
  RecordFactInput,
  RetractFactInput,
  ReviseFactInput,
  SetFactRankInput,
} from './fact-input.types';
import type { FactPayload } from './fact-payloads.types';
import { FactInputReader } from './read-fact-input';

const { CONFLICT, INVALID, LOCKED, NOT_FOUND, REQUIRED, STALE_VERSION } = UserErrorCode;

/** Key of the document of facts that members record. No import has it, so none retracts them. */
export const RECORDED = 'recorded by members';

type Loaders = Pick<FactLoaders, 'factById'> &
  Pick<SourceLoaders, 'sourceById' | 'sourceTextById'> &
  Pick<SubjectLoaders, 'subjectById'> &
  PropertyLoaders;

const refused = (userErrors: readonly UserError[], fact: Fact | null = null): FactPayload => ({ fact, userErrors });

/** What editors and analysts may do with facts. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class FactCommands {
  constructor(
    private readonly identity: Identity,
    private readonly store: FactStore,
    private readonly loaders: Loaders,
  ) {}

  private authorise(): string {
    return authorise(this.identity, 'RECORD_FACTS');
  }

  /** Records a fact: PROPOSED by its recorder until somebody accepts it. */
  async record(input: RecordFactInput): Promise<FactPayload> {
    const recordedById = this.authorise();
    const reader = new FactInputReader(this.loaders);
    const { subjectId, property: key, measure, presence, confidence } = input;
    if (!(await this.loaders.subjectById.load(subjectId))) {
      reader.refuse(NOT_FOUND, 'There is no subject with this id.', ['subjectId']);
    }
    const property = await this.loaders.propertyByKey.load(key);
    if (!property) reader.refuse(NOT_FOUND, `There is no property "${key}".`, ['property']);
    const citations = await reader.citations(input.citations);
    if (presence === 'VALUE' && !input.value) {
      reader.refuse(REQUIRED, 'Give a value, or set `presence` to UNKNOWN or NONE.', ['value']);
    }
    if (presence !== 'VALUE' && input.value) {
      reader.refuse(INVALID, `There is a value, but its presence is ${presence}.`, ['presence']);
    }
    const value = property && input.value ? reader.value(input.value, property, citations) : null;
    await this.checkEntity(reader, subjectId, value);
    const validFrom = reader.date(input.validFromEdtf, 'validFromEdtf') ?? null;
    const validTo = reader.date(input.validToEdtf, 'validToEdtf') ?? null;
    reader.period({ since: validFrom, until: validTo }, 'validToEdtf');
    const due = reader.date(input.dueEdtf, 'dueEdtf') ?? null;
    const country = reader.country(input.country) ?? null;
    const dimensions = reader.dimensions(input.dimensions);
    if (reader.userErrors.length > 0) return refused(reader.userErrors);
    const about = { document: RECORDED, claim: this.store.newClaim(), subjectId, property: key, measure, presence };
    const held = { validFrom, validTo, due, country, dimensions };
    const fact = { ...about, ...held, value, citations, confidence, status: FactStatus.PROPOSED, recordedById };
    const creation = { memberId: recordedById, mutation: 'recordFact', key: input.idempotencyKey, input };
    const { id, userErrors } = await this.store.recordOnce(creation, fact);
    return { fact: id === null ? null : await this.loaders.factById.load(id), userErrors };
  }

  async revise(input: ReviseFactInput): Promise<FactPayload> {
    const recordedById = this.authorise();
    const fact = await this.loaders.factById.load(input.id);
    if (!fact) return this.notFound();
    const reader = new FactInputReader(this.loaders);
    const property = await this.loaders.propertyByKey.load(fact.propertyKey);
    const citations = input.citations ? await reader.citations(input.citations) : null;
    const isGone = input.presence != null && input.presence !== 'VALUE';
    if (isGone && input.value) {
      reader.refuse(INVALID, `There is a value, but its presence is ${input.presence}.`, ['presence']);
    }
    if (input.presence === 'VALUE' && !input.value && fact.presence !== 'VALUE') {
      reader.refuse(REQUIRED, 'Give a value.', ['value']);
    }
    const quoted = citations ?? [{ sourceId: '', quote: fact.raw ?? '', lang: fact.textLang ?? 'und' }];
    const value = property && input.value ? reader.value(input.value, property, quoted) : null;
    await this.checkEntity(reader, fact.subjectId, value);
    const validFrom = reader.date(input.validFromEdtf, 'validFromEdtf');
    const validTo = reader.date(input.validToEdtf, 'validToEdtf');
    const period = {
      since: validFrom === undefined ? fact.validFrom : validFrom,
      until: validTo === undefined ? fact.validTo : validTo,
    };
    reader.period(period, 'validToEdtf');
    const due = reader.date(input.dueEdtf, 'dueEdtf');
    const country = reader.country(input.country);
    const reason = reader.reason(input.reason);
    if (reader.userErrors.length > 0) return refused(reader.userErrors);
    const changes: Partial<NewFact> = {
      ...(isGone && { value: null, presence: input.presence ?? 'VALUE' }),
      ...(value && { value, presence: 'VALUE' as const }),
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
      ...(due !== undefined && { due }),
      ...(country !== undefined && { country }),
      ...(citations && { citations }),
      ...(input.confidence && { confidence: input.confidence }),
    };
    return this.change(input, (claim) => ({ ...claim, ...changes, reason, recordedById }));
  }

  async setRank(input: SetFactRankInput): Promise<FactPayload> {
    return this.judge(input, (claim) => ({ ...claim, rank: input.rank }));
  }

  async accept({ id }: AcceptFactInput): Promise<FactPayload> {
    return this.judge({ id, reason: 'Accepted.' }, (claim) => ({ ...claim, status: FactStatus.ACCEPTED }));
  }

  async retract(input: RetractFactInput): Promise<FactPayload> {
    return this.judge(input, (claim) => ({ ...claim, status: FactStatus.RETRACTED }));
  }

  /** The reason becomes a doubt of the fact. Without another fact, review itself says that it is disputed. */
  async dispute(input: DisputeFactInput): Promise<FactPayload> {
    this.authorise();
    const { contradictedById = null, reason } = input;
    const other = contradictedById === null ? null : await this.loaders.factById.load(contradictedById);
    const field = ['contradictedById'];
    if (contradictedById === input.id)
      return refused([new UserError(INVALID, 'A fact cannot contradict itself.', field)]);
    if (contradictedById !== null && !other)
      return refused([new UserError(NOT_FOUND, 'There is no fact with this id.', field)]);
    if (other && (other.knownTo !== null || other.status === FactStatus.RETRACTED)) {
      return refused([
        new UserError(CONFLICT, 'This fact is retracted, or has a newer version. Give that one.', field),
      ]);
    }
    const issue = { code: DataIssueCode.CONFLICTING_SOURCES, message: reason.trim(), raw: '', candidates: [] };
    const payload = await this.judge(input, (claim) => ({
      ...claim,
      issues: [...(claim.issues ?? []), issue],
      ...(other ? {} : { status: FactStatus.DISPUTED }),
    }));
    if (!payload.fact || payload.userErrors.length > 0 || !other) return payload;
    await this.store.declareContradiction(payload.fact.id, other.id);
    this.loaders.factById.clear(payload.fact.id).clear(other.id);
    return { fact: await this.loaders.factById.load(payload.fact.id), userErrors: [] };
  }

  private async judge(
    { id, reason: given }: { readonly id: string; readonly reason: string },
    change: (claim: NewFact) => NewFact,
  ): Promise<FactPayload> {
    const recordedById = this.authorise();
    const reader = new FactInputReader(this.loaders);
    const reason = reader.reason(given);
    if (!(await this.loaders.factById.load(id))) return this.notFound();
    if (reader.userErrors.length > 0) return refused(reader.userErrors);
    return this.change({ id }, (claim) => ({ ...change(claim), reason, recordedById }));
  }

  private async change(
    { id, expectedVersion = null }: { readonly id: string; readonly expectedVersion?: number | null },
    change: (claim: NewFact) => NewFact,
  ): Promise<FactPayload> {
    const revision = await this.store.revise({ id, expectedVersion }, change);
    if (revision.outcome === 'NOT_FOUND') return this.notFound();
    const fact = await this.loaders.factById.clear(revision.id).load(revision.id);
    if (revision.outcome === 'DONE') return { fact, userErrors: [] };
    const isStale = revision.outcome === 'STALE_VERSION';
    const message = isStale ? 'The fact was changed in the meantime. Read it again.' : 'The fact is retracted.';
    const field = isStale && expectedVersion !== null ? 'expectedVersion' : 'id';
    return refused([new UserError(isStale ? STALE_VERSION : LOCKED, message, [field])], fact);
  }

  private notFound(): FactPayload {
    return refused([new UserError(NOT_FOUND, 'There is no fact with this id.', ['id'])]);
  }

  private async checkEntity(reader: FactInputReader, subjectId: string, value: NewFact['value']): Promise<void> {
    if (value?.kind !== 'ENTITY') return;
    const field = ['value', 'entityId'];
    if (value.entityId === subjectId) reader.refuse(INVALID, 'Name another subject than its own.', field);
    else if (!(await this.loaders.subjectById.load(value.entityId))) {
      reader.refuse(NOT_FOUND, 'There is no subject with this id.', field);
    }
  }
}
