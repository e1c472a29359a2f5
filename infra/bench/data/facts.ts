import { matchKey } from '@wizness/kernel';
import type { Vocabulary } from '@wizness/partnerships';
import { type Choices, laterThan } from './choices';
import { type Claim, chooseClaims } from './claims';
import type { Row } from './copy-rows';
import { limitColumns, valueColumns, wordsOf } from './fact-values';
import { sha256 } from './posts';
import type { Scale } from './scale';
import type { Document, Publication } from './sources';
import type { Subjects } from './subjects';

export interface FactMaterial {
  readonly scale: Scale;
  readonly subjects: Subjects;
  readonly documents: readonly Document[];
  readonly publications: readonly Publication[];
  readonly vocabulary: Vocabulary;
}

/** Versions of a claim: 3 on average. */
const VERSIONS = [1, 1, 2, 2, 3, 3, 4, 5, 6];
const AVERAGE_VERSIONS = VERSIONS.reduce((sum, count) => sum + count, 0) / VERSIONS.length;
/** One claim of forty is contradicted by another one: five facts of a hundred. */
const CONTRADICTED = 1 / 40;

/** A claim as it is stored: its versions, the oldest first, with their citations. */
interface StoredClaim {
  readonly claim: Claim;
  /** Id of the current version. */
  readonly factId: string;
  readonly facts: readonly Row[];
  readonly citations: readonly Row[];
}

/** Some words of a text, with where they are. */
const quoteFrom = ({ integer }: Choices, text: string) => {
  const start = text.indexOf(' ', integer(0, Math.max(0, text.length - 120))) + 1;
  const space = text.indexOf(' ', start + integer(20, 90));
  const end = space === -1 ? text.length : space;
  return { quote: text.slice(start, end), start, end };
};

/** Claims a few at a time: one, or two that contradict each other. */
export const factRows = function* (
  choices: Choices,
  material: FactMaterial,
): Generator<{ readonly claims: readonly StoredClaim[]; readonly contradictions: readonly Row[] }> {
  const { scale, subjects, vocabulary, documents } = material;
  const count = Math.round(scale.facts / AVERAGE_VERSIONS / (1 + CONTRADICTED));
  let number = 0;
  const store = (claim: Claim, status: string): StoredClaim => {
    const document = documents[choices.powerLaw(documents.length)];
    if (!document) throw new Error('No post is published: there is no document that states facts.');
    number += 1;
    return versionsOf(choices, material, { claim, number, status, document });
  };
  for (const claim of chooseClaims(choices, subjects, vocabulary, count)) {
    const isContradicted = claim.organisationId === null && choices.happens(CONTRADICTED);
    if (!isContradicted) {
      yield { claims: [store(claim, 'ACCEPTED')], contradictions: [] };
      continue;
    }
    const [one, other] = [store(claim, 'DISPUTED'), store(claim, 'DISPUTED')];
    const contradictions = [
      { fact_id: one.factId, other_id: other.factId, declared: true },
      { fact_id: other.factId, other_id: one.factId, declared: true },
    ];
    yield { claims: [one, other], contradictions };
  }
};

interface NumberedClaim {
  readonly claim: Claim;
  readonly number: number;
  readonly status: string;
  readonly document: Document;
}

const versionsOf = (
  choices: Choices,
  { subjects, publications }: FactMaterial,
  { claim, number, status, document }: NumberedClaim,
): StoredClaim => {
  const count = choices.pick(VERSIONS);
  const [facts, citations]: [Row[], Row[]] = [[], []];
  let factId: string | null = null;
  const lineageId = choices.newId('fact');
  let knownFrom = document.readAt;
  for (let version = 1; version <= count; version += 1) {
    const id = version === 1 ? lineageId : choices.newId('fact');
    // Two versions never have one stamp.
    const next = new Date(Math.max(laterThan(knownFrom, 60, choices).getTime(), knownFrom.getTime() + 1));
    const passages = Array.from({ length: choices.powerLaw(4) + 1 }, () => quoteFrom(choices, document.text));
    const words = passages[0]?.quote ?? '';
    const read = valueColumns(choices, claim.property, words, subjects);
    const value = claim.organisationId === null ? read : { ...read, entity_id: claim.organisationId };
    facts.push({
      ...statementOf(choices, claim, value, number),
      id,
      status: version === count ? status : 'ACCEPTED',
      document_key: document.key,
      claim_key: `claim-${number}`,
      version,
      fingerprint: sha256(`${number} ${version}`),
      supersedes_id: factId,
      lineage_id: lineageId,
      known_from: knownFrom,
      known_to: version === count ? 'infinity' : next,
    });
    citations.push(
      ...passages.map((passage, index) => citationOf(choices, { id, document, publications, passage, index })),
    );
    factId = id;
    knownFrom = next;
  }
  return { claim, factId: factId ?? '', facts, citations };
};

const statementOf = (
  choices: Choices,
  { subjectId, property, measure, organisationId }: Claim,
  value: Row,
  number: number,
): Row => {
  // Dates that are limited to different places do not contradict each other.
  const site: Record<string, string> = property.valueKind === 'DATE' ? { site: String(number) } : {};
  const role: Record<string, string> = organisationId === null ? {} : { role: 'PARTNER' };
  return {
    subject_id: subjectId,
    property_key: property.key,
    measure,
    presence: 'VALUE',
    ...value,
    words: wordsOf(value),
    ...limitColumns(choices, measure),
    dimension_values: JSON.stringify({ ...site, ...role }),
    confidence: choices.pick(['HIGH', 'MEDIUM', 'MEDIUM', 'LOW']),
    issues: '[]',
    rank: 'NORMAL',
    reviewed_status: 'ACCEPTED',
    formula: null,
    derived_from_ids: [],
    statement_key: sha256(JSON.stringify([subjectId, property.key, measure, value, site, role])),
    recorded_by_id: null,
  };
};

interface CitationOf {
  /** Of the fact. */
  readonly id: string;
  readonly document: Document;
  readonly publications: readonly Publication[];
  readonly passage: ReturnType<typeof quoteFrom>;
  readonly index: number;
}

const citationOf = (choices: Choices, { id, document, publications, passage, index }: CitationOf): Row => {
  const reported = choices.happens(0.3) ? publications[choices.powerLaw(publications.length)] : undefined;
  return {
    id: choices.newId('citation'),
    fact_id: id,
    organisation_name_id: null,
    source_id: document.sourceId,
    reported_source_id: reported?.id ?? null,
    document_key: document.key,
    position: index + 1,
    quote: passage.quote,
    words: matchKey(passage.quote),
    lang: 'en',
    start_offset: passage.start,
    end_offset: passage.end,
    origin_key: reported?.originKey ?? `page:${document.key}`,
  };
};
