import { nearestTexts, FuzzyDate, Wording } from '@wizness/kernel';
import { Confidence, FactRank, FactStatus } from '../../fact/fact.enums';
import { type DataIssue, DataIssueCode, dataIssue } from '../../parsing/issue';
import { parseQuantity } from '../../parsing/numbers/quantity';
import { checkListedCount } from '../../parsing/quotes/listed-count';
import { OrderedItemKind } from '../../programme/programme.enums';
import type { FactProperty } from '../../property/property.entity';
import { InvalidClaim } from '../file/claims-error';
import type { ClaimedCitation } from '../file/citation.schema';
import type { Claim } from '../file/claim.schema';
import type { ClaimedAffiliation, ClaimedItem, ClaimedParticipation } from '../file/subject.schema';
import type { CitationLocator } from './citation-locator';
import type { LocatedCitation, ParsedFact } from './parsed-fact';
import type { ValueReader } from './value-reader';

type Statement = ClaimedCitation &
  Partial<Pick<Claim, 'confidence' | 'rank' | 'status' | 'issues' | 'contradicts' | 'alsoCited'>>;

const edtf = (date: string | null | undefined): FuzzyDate | null => (date == null ? null : FuzzyDate.fromEdtf(date));

/** Lists an issue once if the reviewer and a rule, or two rules, report the same. */
const distinct = (issues: readonly DataIssue[]): DataIssue[] => [
  ...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values(),
];

/** Units that do not count participants: a share, and the ISO 4217 code of a currency. */
const NOT_A_COUNT = /^(1|[A-Z]{3})$/;

/** Says what to add to the file, or which existing property may be meant. */
const unknownProperty = (key: string, known: ReadonlyMap<string, FactProperty>): string => {
  const nearest = nearestTexts(key, [...known.keys()], 3).join(', ');
  return `there is no property "${key}": define it under "vocabulary.properties" with its labels and valueKind, or use an existing one, such as ${nearest}.`;
};

/**
 * Makes facts of the statements in a claims file: its claims, and what its people, partnerships and programmes imply.
 * Every method throws an error that the author of the file can correct.
 */
export class FactReader {
  constructor(
    private readonly citations: CitationLocator,
    private readonly values: ValueReader,
    private readonly properties: ReadonlyMap<string, FactProperty>,
  ) {}

  claim(claim: Claim): ParsedFact {
    const property = this.properties.get(claim.property);
    if (!property) {
      throw new InvalidClaim(unknownProperty(claim.property, this.properties));
    }
    const reviewed = this.reviewed(claim);
    const [citation] = reviewed.citations;
    const { value, presence, issues } = claim.value
      ? this.values.read(claim.value, citation, property)
      : { value: null, presence: claim.presence, issues: [] };
    const [from, to, due] = [claim.from, claim.to, claim.due].map((phrase) =>
      phrase == null ? null : this.values.readDate(phrase, citation.lang),
    );
    this.checkCount(claim, citation);
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

  affiliation(person: string, affiliation: ClaimedAffiliation): ParsedFact {
    const { organisation, role, roleCode, since, until } = affiliation;
    const dimensions = { role: roleCode };
    const key = `affiliation/${person}/${organisation}/${role}`;
    const fact = this.relationTo(key, 'affiliation', person, affiliation, { since, until, dimensions });
    return { ...fact, relation: { kind: 'AFFILIATION', organisation, role, roleCode } };
  }

  /** `within` is the key of the partnership or programme. */
  participation(within: string, participation: ClaimedParticipation): ParsedFact {
    const { organisation, role, dimensions = {}, since, until } = participation;
    if (organisation == null) return this.collective(within, participation);
    const suffix = Object.entries(dimensions).map(([name, value]) => `/${name}=${value}`);
    const key = `participation/${within}/${organisation}/${role}${suffix.toSorted().join('')}`;
    const details = { since, until, dimensions: { ...dimensions, role } };
    const fact = this.relationTo(key, 'participation', within, { ...participation, organisation }, details);
    return { ...fact, relation: { kind: 'PARTICIPATION', organisation, collective: null, role, dimensions } };
  }

  /** The participation of a collective. Its value is the number of participants, if the words give one. */
  private collective(within: string, participation: ClaimedParticipation): ParsedFact {
    const { role, dimensions = {}, since, until } = participation;
    const reviewed = this.reviewed(participation);
    const [citation] = reviewed.citations;
    const words = participation.collective ?? citation.quote;
    this.citations.placesIn(citation, words);
    const { amount, lower, upper, approximate, presence, unitHint, issues } = parseQuantity(words, citation.lang);
    const isCounted = presence === 'VALUE' && !NOT_A_COUNT.test(unitHint ?? '');
    const value = { kind: 'QUANTITY', amount, lower, upper, approximate, unit: 'participant', raw: words } as const;
    const suffix = Object.entries(dimensions).map(([name, each]) => `/${name}=${each}`);
    return {
      ...reviewed,
      claim: `participation/${within}/${words}/${role}${suffix.toSorted().join('')}`,
      subjectId: within,
      property: 'collective_participation',
      measure: 'STATEMENT',
      value: isCounted ? value : null,
      presence: isCounted ? 'VALUE' : 'UNKNOWN',
      issues: distinct([...reviewed.issues, ...(isCounted ? issues : [])]),
      validFrom: edtf(since),
      validTo: edtf(until),
      dimensions: { ...dimensions, role },
      relation: { kind: 'PARTICIPATION', organisation: null, collective: words, role, dimensions },
    };
  }

  /** An axis or a criterion of a programme. */
  item(programme: string, list: OrderedItemKind, item: ClaimedItem): ParsedFact {
    const { position, wording = Wording.SOURCE, inferred, satisfiedBy = [] } = item;
    const property = list === OrderedItemKind.AXIS ? 'axis' : 'criterion';
    const reviewed = this.reviewed(item);
    const [citation] = reviewed.citations;
    const { text = citation.quote } = item;
    if (wording === Wording.SOURCE) this.checkVerbatim(citation, text);
    return {
      ...reviewed,
      claim: item.key ?? `${property}/${programme}/${position}`,
      subjectId: programme,
      property,
      measure: 'STATEMENT',
      value: { kind: 'TEXT', text, lang: citation.lang, wording },
      dimensions: { position: String(position) },
      confidence: inferred ? 'LOW' : 'HIGH',
      formula: inferred ? 'Position inferred by the reviewer: the document does not number the list.' : null,
      relation: { kind: 'ITEM', list, position, text, wording, satisfiedBy },
    };
  }

  /** Throws {@link InvalidClaim} if the quote does not contain a text that is claimed as its words. */
  private checkVerbatim(citation: LocatedCitation, text: string): void {
    if (citation.quote.includes(text)) return void this.citations.placesIn(citation, text);
    throw new InvalidClaim(
      `the quote does not contain "${text}": use words of the quote, or leave out "text", or set "wording" to "REVIEWER" for words of your own.`,
    );
  }

  /** A fact whose value is an organisation. */
  private relationTo(
    key: string,
    property: string,
    subjectId: string,
    statement: Statement & { readonly organisation: string },
    { since, until, dimensions }: Pick<ClaimedAffiliation, 'since' | 'until'> & Pick<ParsedFact, 'dimensions'>,
  ): Omit<ParsedFact, 'relation'> {
    const reviewed = this.reviewed(statement);
    const raw = reviewed.citations[0].quote;
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

  /** Citations and review of a statement, with defaults. */
  private reviewed(statement: Statement) {
    const { contradicts = [], alsoCited = [] } = statement;
    const { confidence = Confidence.MEDIUM, rank = FactRank.NORMAL, status = FactStatus.ACCEPTED } = statement;
    const first = this.citations.locate(statement);
    const citations = [first, ...alsoCited.map((each) => this.citations.locate(each))] as const;
    const issues = (statement.issues ?? []).map(({ code, message }) => dataIssue(code, message, first.quote));
    return { citations, confidence, rank, status, contradicts, issues: [...issues, ...this.unread(first)] };
  }

  /** Only the document is read, not what it reports on. */
  private unread(citation: LocatedCitation): readonly DataIssue[] {
    const title = this.citations.reportedTitle(citation);
    if (title === null) return [];
    const message = `The document attributes it to "${title}", which was not read.`;
    return [dataIssue(DataIssueCode.UNREAD_SOURCE, message, citation.quote)];
  }

  private checkCount({ value, lists }: Claim, { quote, lang }: LocatedCitation): void {
    if (!lists) return;
    const announced = value && 'quantity' in value ? value.quantity : quote;
    checkListedCount(announced, lang, new Set(lists.items).size, lists.declared);
  }
}
