import { FuzzyDate } from '@wizness/kernel';
import { ParticipationRole } from '../../participation/participation.enums';
import { RoleCode } from '../../person/person.enums';
import { OrderedItemKind } from '../../programme/programme.enums';
import type { FactProperty } from '../../property/property.entity';
import { type DataIssue, DataIssueCode, dataIssue } from '../../parsing/issue';
import { checkListedCount } from '../../parsing/quotes/listed-count';
import type { CitationReader } from './citation-locator';
import { UnreadableClaim } from '../file/claims-error';
import type { CitedPlace, Claim, ClaimedAffiliation, ClaimedItem, ClaimedParticipation } from '../file/claims-file';
import type { ReadCitation, ReadFact } from './parsed-fact';
import type { ReadValue, ValueReader } from './value-reader';

type Statement = CitedPlace &
  Partial<Pick<Claim, 'confidence' | 'rank' | 'status' | 'issues' | 'contradicts' | 'alsoCited'>>;

const edtf = (date: string | null | undefined): FuzzyDate | null => (date == null ? null : FuzzyDate.fromEdtf(date));

/** A doubt that both the reviewer and the rules see, or the rules see twice, is listed as often as it reads differently. */
const distinct = (issues: readonly DataIssue[]): DataIssue[] => [
  ...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values(),
];

/** Makes facts of what a claims file states: its claims, and what its people, partnerships and programmes imply. */
export class FactReader {
  constructor(
    private readonly places: CitationReader,
    private readonly values: ValueReader,
    private readonly lang: string,
    private readonly properties: ReadonlyMap<string, FactProperty>,
  ) {}

  /** Throws what is wrong with the claim, for the author of the file to mend. */
  claim(claim: Claim): ReadFact {
    const property = this.properties.get(claim.property);
    if (!property)
      throw new UnreadableClaim(`there is no property "${claim.property}": define it, or use a known one.`);
    const reviewed = this.reviewed(claim);
    const quote = reviewed.citations[0]?.quote ?? '';
    const { value, presence, issues } = this.valueOf(claim, quote, property);
    const [from, to, due] = [claim.from, claim.to, claim.due].map((phrase) =>
      phrase == null ? null : this.values.date(phrase),
    );
    this.checkCount(claim, quote);
    return {
      ...reviewed,
      claim: claim.key,
      subjectId: claim.subject,
      property: claim.property,
      measure: claim.measure,
      value,
      presence,
      validFrom: from?.date ?? null,
      validTo: to?.date ?? null,
      due: due?.date ?? null,
      country: claim.country ?? null,
      dimensions: claim.dimensions ?? {},
      issues: distinct([...reviewed.issues, ...issues, ...[from, to, due].flatMap((date) => date?.issues ?? [])]),
      derivedFromClaims: claim.derivedFrom ?? [],
      relation: null,
    };
  }

  affiliation(person: string, affiliation: ClaimedAffiliation): ReadFact {
    const { organisation, role, roleCode, since, until } = affiliation;
    const dimensions = { role: roleCode };
    const key = `affiliation/${person}/${organisation}/${role}`;
    const fact = this.between(key, 'affiliation', person, affiliation, { since, until, dimensions });
    return { ...fact, relation: { kind: 'AFFILIATION', organisation, role, roleCode: RoleCode[roleCode] } };
  }

  /** In a partnership or programme. */
  participation(within: string, participation: ClaimedParticipation): ReadFact {
    const { organisation, role, dimensions = {}, since, until } = participation;
    const narrowed = Object.entries(dimensions).map(([name, value]) => `/${name}=${value}`);
    const key = `participation/${within}/${organisation}/${role}${narrowed.toSorted().join('')}`;
    const all = { since, until, dimensions: { ...dimensions, role } };
    const fact = this.between(key, 'participation', within, participation, all);
    return { ...fact, relation: { kind: 'PARTICIPATION', organisation, role: ParticipationRole[role], dimensions } };
  }

  /** An axis or criterion. */
  item(programme: string, list: OrderedItemKind, item: ClaimedItem): ReadFact {
    const { position, text, inferred, satisfiedBy = [] } = item;
    const property = list === OrderedItemKind.AXIS ? 'axis' : 'criterion';
    return {
      ...this.reviewed(item),
      claim: item.key ?? `${property}/${programme}/${position}`,
      subjectId: programme,
      property,
      measure: 'STATEMENT',
      value: { kind: 'TEXT', text, lang: this.lang },
      dimensions: { position: String(position) },
      confidence: inferred ? 'LOW' : 'HIGH',
      formula: inferred ? 'Place in the list concluded by review: the document does not number it.' : null,
      relation: { kind: 'ITEM', list, position, text, satisfiedBy },
    };
  }

  private between(
    key: string,
    property: string,
    subjectId: string,
    statement: Statement & { readonly organisation: string },
    { since, until, dimensions }: Pick<ClaimedAffiliation, 'since' | 'until'> & Pick<ReadFact, 'dimensions'>,
  ): Omit<ReadFact, 'relation'> {
    const reviewed = this.reviewed(statement);
    const raw = reviewed.citations[0]?.quote ?? '';
    return {
      ...reviewed,
      claim: key,
      subjectId,
      property,
      measure: 'STATEMENT',
      value: { kind: 'ENTITY', entityId: statement.organisation, raw },
      validFrom: edtf(since),
      validTo: edtf(until),
      dimensions,
    };
  }

  private reviewed(statement: Statement) {
    const { confidence = 'MEDIUM', rank = 'NORMAL', status = 'ACCEPTED', contradicts = [], alsoCited = [] } = statement;
    const citations: readonly ReadCitation[] = [statement, ...alsoCited].map((place) => this.places.read(place));
    const raw = citations[0]?.quote ?? '';
    const issues = (statement.issues ?? []).map(({ code, message }) => dataIssue(DataIssueCode[code], message, raw));
    return { citations, confidence, rank, status, contradicts, issues };
  }

  private valueOf({ value, presence }: Claim, quote: string, property: FactProperty): ReadValue {
    if ((presence === 'VALUE') !== (value !== undefined)) {
      throw new UnreadableClaim(`its presence is ${presence}: give a value if and only if that is VALUE.`);
    }
    return value ? this.values.read(value, quote, property) : { value: null, presence, issues: [] };
  }

  private checkCount({ value, lists }: Claim, quote: string): void {
    if (!lists) return;
    const announced = value && 'quantity' in value ? value.quantity : quote;
    checkListedCount(announced, this.lang, new Set(lists.items).size, lists.declared);
  }
}
