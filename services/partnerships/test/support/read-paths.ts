import type { Told } from './hidden-posts';

/** A field of the root, whose answer differs by whether what one post says may be seen. */
export interface WayIn {
  readonly field: string;
  readonly seen: unknown;
  readonly hidden: unknown;
}

const entity = (type: string, id: string, fields: string): string =>
  `_entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${fields} } }`;

const nodesAndCount = 'nodes { id } totalCount';
const listOf = (...ids: string[]) => ({ nodes: ids.map((id) => ({ id })), totalCount: ids.length });

/** A list of one or none, in a field of an entity. */
const inField = (type: string, id: string, fields: string, field: string, item: object): WayIn => ({
  field: entity(type, id, fields),
  seen: [{ [field]: [item] }],
  hidden: [{ [field]: [] }],
});

const maybe = (type: string, id: string, fields: string, seen: object): WayIn => ({
  field: entity(type, id, fields),
  seen: [seen],
  hidden: [Object.fromEntries(Object.keys(seen).map((field) => [field, null]))],
});

/** For tests: every way to what one post says. */
export const waysIn = (told: Told): Readonly<Record<string, WayIn>> => {
  const { post, postId, sourceId, paperId, factId, openId } = told;
  const { organisationId, hubId, personId, partnershipId, programmeId } = told;
  const { firstHidden, secondShown, firstShown, secondHidden } = told;
  const found = (filter: string): WayIn => ({
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
    'facts by what they say': found(`{ text: "said by ${post}" }`),
    'facts by what is quoted': found(`{ text: "quoted from ${post}" }`),
    'facts by subject': found(`{ subjectIds: ["${organisationId}"], text: "said by" }`),
    'facts by source': found(`{ sourceIds: ["${sourceId}"], text: "said by" }`),
    'facts by what their source reports on': found(`{ sourceIds: ["${paperId}"] }`),
    'facts by source, of those that others state too': {
      field: `facts(filter: { sourceIds: ["${sourceId}"], text: "open to all" }) { ${nodesAndCount} }`,
      seen: listOf(openId),
      hidden: listOf(),
    },
    'facts by what else is quoted for them': {
      field: `facts(filter: { text: "aside in ${post}" }) { ${nodesAndCount} }`,
      seen: listOf(openId),
      hidden: listOf(),
    },
    'Organisation.facts': {
      field: entity('Organisation', organisationId, facts),
      seen: [{ facts: listOf(factId) }],
      hidden: [{ facts: listOf() }],
    },
    'Organisation.founded': maybe('Organisation', organisationId, 'founded { edtf }', { founded: { edtf: '1998' } }),
    'Programme.launched': maybe('Programme', programmeId, 'launched { edtf }', { launched: { edtf: '2011' } }),
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
    'Source.facts of what it reports on': {
      field: entity('Source', paperId, `facts { ${nodesAndCount} }`),
      seen: [{ facts: listOf(factId) }],
      hidden: [{ facts: listOf() }],
    },
    Post: { field: entity('Post', postId, 'id'), seen: [{ id: postId }], hidden: [null] },
    'Post.facts': { field: entity('Post', postId, cited), seen: [{ facts: { totalCount: 5 } }], hidden: [null] },
    'Fact.citations and reportsOn': {
      field: entity('Fact', openId, 'citations { source { title } reportsOn { id } } independentSources'),
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
    'Fact.contradicts': inField('Fact', openId, 'contradicts { id }', 'contradicts', { id: factId }),
    'Fact.derivedFrom': inField('Fact', openId, 'derivedFrom { id }', 'derivedFrom', { id: factId }),
    'Fact.supersedes': maybe('Fact', secondShown, 'supersedes { id }', { supersedes: { id: firstHidden } }),
    'Fact.supersededBy': maybe('Fact', firstShown, 'supersededBy { id }', { supersededBy: { id: secondHidden } }),
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
      field: `organisations(text: "Alias of ${post}") { ${nodesAndCount} }`,
      seen: listOf(organisationId),
      hidden: listOf(),
    },
    'organisation by name': {
      field: `organisation(name: "Alias of ${post}") { id }`,
      seen: organisation,
      hidden: null,
    },
    'Organisation.people': inField('Organisation', organisationId, 'people { role }', 'people', { role: 'Head' }),
    'Person.affiliations': inField('Person', personId, 'affiliations { organisation { id } }', 'affiliations', {
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
    'Programme.axes': inField('Programme', programmeId, 'axes { text }', 'axes', { text: 'first' }),
    'Programme.criteria': inField('Programme', programmeId, 'criteria { text }', 'criteria', { text: 'first' }),
  };
};
