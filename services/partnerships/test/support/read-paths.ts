import type { RecordedPost } from './hidden-posts';

/** A root field whose result depends on whether the viewer may see one post. */
export interface ReadPath {
  readonly field: string;
  /** Result for a viewer who may see the post. */
  readonly seen: unknown;
  /** Result for any other viewer. */
  readonly hidden: unknown;
}

const entity = (type: string, id: string, fields: string): string =>
  `_entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${fields} } }`;

const nodesAndCount = 'nodes { id } totalCount';
const listOf = (...ids: string[]) => ({ nodes: ids.map((id) => ({ id })), totalCount: ids.length });

/** A list field of an entity that has one item or none. */
const listField = (type: string, id: string, fields: string, field: string, item: object): ReadPath => ({
  field: entity(type, id, fields),
  seen: [{ [field]: [item] }],
  hidden: [{ [field]: [] }],
});

/** Fields of an entity that are null if the post is hidden. */
const nullableFields = (type: string, id: string, fields: string, seen: object): ReadPath => ({
  field: entity(type, id, fields),
  seen: [seen],
  hidden: [Object.fromEntries(Object.keys(seen).map((field) => [field, null]))],
});

/** Every field through which facts cited from a post can be read, by a name for the report. */
export const readPaths = (recorded: RecordedPost): Readonly<Record<string, ReadPath>> => {
  const { post, postId, sourceId, paperId, factId, publicFactId } = recorded;
  const { organisationId, hubId, personId, partnershipId, programmeId } = recorded;
  const { targetId, actualId } = recorded;
  const { firstHidden, secondShown, firstShown, secondHidden } = recorded;
  const found = (filter: string): ReadPath => ({
    field: `facts(filter: ${filter}) { ${nodesAndCount} }`,
    seen: listOf(factId),
    hidden: listOf(),
  });
  const facts = `facts(filter: { text: "said by ${post}" }) { ${nodesAndCount} }`;
  const cited = `facts { totalCount }`;
  const organisation = { id: organisationId };
  const source = { title: 'A page' };
  const role = { role: 'PARTNER' };
  const both = { participations: [role, role] };
  const one = { participations: [role] };
  return {
    'facts by text of the value': found(`{ text: "said by ${post}" }`),
    'facts by text of the quote': found(`{ text: "quoted from ${post}" }`),
    'facts by subject': found(`{ subjectIds: ["${organisationId}"], text: "said by" }`),
    'facts by source': found(`{ sourceIds: ["${sourceId}"], text: "said by" }`),
    'facts by publication reported on': found(`{ sourceIds: ["${paperId}"] }`),
    'facts by source, if other sources state them too': {
      field: `facts(filter: { sourceIds: ["${sourceId}"], text: "open to all" }) { ${nodesAndCount} }`,
      seen: listOf(publicFactId),
      hidden: listOf(),
    },
    'facts by text of another quote': {
      field: `facts(filter: { text: "aside in ${post}" }) { ${nodesAndCount} }`,
      seen: listOf(publicFactId),
      hidden: listOf(),
    },
    'Organisation.facts': {
      field: entity('Organisation', organisationId, facts),
      seen: [{ facts: listOf(factId) }],
      hidden: [{ facts: listOf() }],
    },
    'Organisation.founded': nullableFields('Organisation', organisationId, 'founded { edtf }', {
      founded: { edtf: '1998' },
    }),
    'Programme.launched': nullableFields('Programme', programmeId, 'launched { edtf }', { launched: { edtf: '2011' } }),
    'Programme.progress': {
      field: entity('Programme', programmeId, 'progress { attainment actual { id } target { id } }'),
      seen: [{ progress: [{ attainment: 0.5, actual: { id: actualId }, target: { id: targetId } }] }],
      hidden: [{ progress: [{ attainment: null, actual: null, target: { id: targetId } }] }],
    },
    factGroups: {
      field: `factGroups(by: [], filter: { subjectIds: ["${programmeId}"], measures: [ACTUAL] }) { nodes { count sources } }`,
      seen: { nodes: [{ count: 1, sources: 1 }] },
      hidden: { nodes: [] },
    },
    'FactExclusion.facts': {
      field: `factGroups(by: [], filter: { ids: ["${factId}"] }) { nodes { exclusions { reason facts { ${nodesAndCount} } } } }`,
      seen: { nodes: [{ exclusions: [{ reason: 'STATUS', facts: listOf(factId) }] }] },
      hidden: { nodes: [] },
    },
    factFacets: {
      field: `factFacets(by: [MEASURE, SOURCE], filter: { subjectIds: ["${programmeId}"], measures: [ACTUAL] }) { values { count } }`,
      seen: [{ values: [{ count: 1 }] }, { values: [{ count: 1 }] }],
      hidden: [{ values: [] }, { values: [] }],
    },
    timeline: {
      field: `timeline(subjectId: "${programmeId}") { nodes { at { edtf } } totalCount }`,
      seen: { nodes: [{ at: { edtf: '2011' } }], totalCount: 1 },
      hidden: { nodes: [], totalCount: 0 },
    },
    contradictions: {
      field: `contradictions(filter: { subjectIds: ["${organisationId}"] }) { nodes { facts { property { key } } } totalCount }`,
      seen: { nodes: [{ facts: [{ property: { key: 'purpose' } }, { property: { key: 'purpose' } }] }], totalCount: 1 },
      hidden: { nodes: [], totalCount: 0 },
    },
    comparison: {
      field: `comparison(subjectIds: ["${programmeId}", "${organisationId}"], filter: { measures: [ACTUAL] }) { rows { facts { id } } }`,
      seen: { rows: [{ facts: [{ id: actualId }, null] }] },
      hidden: { rows: [] },
    },
    targetProgress: {
      field: `targetProgress(filter: { subjectIds: ["${programmeId}"] }) { nodes { actual { id } } totalCount }`,
      seen: { nodes: [{ actual: { id: actualId } }], totalCount: 1 },
      hidden: { nodes: [{ actual: null }], totalCount: 1 },
    },
    Fact: {
      field: entity('Fact', factId, 'value { ... on TextValue { saidBy { id } } }'),
      seen: [{ value: { saidBy: { id: personId } } }],
      hidden: [null],
    },
    Source: {
      field: entity('Source', sourceId, 'title post { id }'),
      seen: [{ title: 'A page', post: { id: postId } }],
      hidden: [null],
    },
    'Source.facts of a publication': {
      field: entity('Source', paperId, `facts { ${nodesAndCount} }`),
      seen: [{ facts: listOf(factId) }],
      hidden: [{ facts: listOf() }],
    },
    Post: { field: entity('Post', postId, 'id'), seen: [{ id: postId }], hidden: [null] },
    'Post.facts': { field: entity('Post', postId, cited), seen: [{ facts: { totalCount: 6 } }], hidden: [null] },
    'Fact.citations and reportsOn': {
      field: entity('Fact', publicFactId, 'citations { source { title } reportsOn { id } } independentSources'),
      seen: [
        {
          citations: [
            { source, reportsOn: { id: sourceId } },
            { source, reportsOn: null },
          ],
          independentSources: 2,
        },
      ],
      hidden: [{ citations: [{ source, reportsOn: null }], independentSources: 2 }],
    },
    'Fact.contradicts': listField('Fact', publicFactId, 'contradicts { id }', 'contradicts', { id: factId }),
    'Fact.derivedFrom': listField('Fact', publicFactId, 'derivedFrom { id }', 'derivedFrom', { id: factId }),
    'Fact.supersedes': nullableFields('Fact', secondShown, 'supersedes { id }', { supersedes: { id: firstHidden } }),
    'Fact.supersededBy': nullableFields('Fact', firstShown, 'supersededBy { id }', {
      supersededBy: { id: secondHidden },
    }),
    'Organisation.names': {
      field: entity('Organisation', organisationId, 'name names { value sources { quote } } french: name(lang: "fr")'),
      seen: [
        {
          name: `Firm ${post}`,
          names: [
            { value: `Firm ${post}`, sources: [] },
            { value: `Alias of ${post}`, sources: [{ quote: 'text' }] },
          ],
          french: `Firm ${post}`,
        },
      ],
      hidden: [{ name: `Firm ${post}`, names: [{ value: `Firm ${post}`, sources: [] }], french: `Firm ${post}` }],
    },
    'organisations by text': {
      field: `organisations(filter: { text: "Alias of ${post}" }) { ${nodesAndCount} }`,
      seen: listOf(organisationId),
      hidden: listOf(),
    },
    'organisation by name': {
      field: `organisation(name: "Alias of ${post}") { id }`,
      seen: organisation,
      hidden: null,
    },
    'Organisation.people': listField('Organisation', organisationId, 'people { role }', 'people', { role: 'Head' }),
    'Person.affiliations': listField('Person', personId, 'affiliations { organisation { id } }', 'affiliations', {
      organisation,
    }),
    'Organisation.participations': {
      field: entity('Organisation', organisationId, 'participations { role }'),
      seen: [both],
      hidden: [{ participations: [] }],
    },
    'Partnership.participations': {
      field: entity('Partnership', partnershipId, 'participations { role }'),
      seen: [both],
      hidden: [one],
    },
    'Programme.participations': {
      field: entity('Programme', programmeId, 'participations { role }'),
      seen: [both],
      hidden: [one],
    },
    'Organisation.partners': {
      field: entity('Organisation', organisationId, `partners { ${nodesAndCount} }`),
      seen: [{ partners: listOf(hubId) }],
      hidden: [{ partners: listOf() }],
    },
    'Organisation.partners of a partner': {
      field: entity('Organisation', hubId, `partners { ${nodesAndCount} }`),
      seen: [{ partners: listOf(organisationId) }],
      hidden: [{ partners: listOf() }],
    },
    'Programme.axes': listField('Programme', programmeId, 'axes { text }', 'axes', { text: 'first' }),
    'Programme.criteria': listField('Programme', programmeId, 'criteria { text }', 'criteria', { text: 'first' }),
  };
};
