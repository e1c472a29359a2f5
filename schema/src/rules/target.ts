import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  buildASTSchema,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { SCHEMA_FOLDER } from '../files';

const FOLDER = resolve(SCHEMA_FOLDER, '../../shared/schema-sketch');

/** Whether the target contract is beside this repository. It is not part of it. */
export const TARGET_CONTRACT = existsSync(FOLDER);

/** The types of the target contract, those that several subgraphs declare merged by name. Directives are left out. */
const readTarget = (): GraphQLSchema => {
  const definitions = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .flatMap((file) => parse(readFileSync(join(FOLDER, file), 'utf8')).definitions)
    .map((definition) => JSON.parse(JSON.stringify(definition, (key, value) => (key === 'directives' ? [] : value))));
  const merged = new Map<string, { fields?: { name: { value: string } }[]; kind: Kind }>();
  for (const definition of definitions) {
    const name = definition.name.value as string;
    const before = merged.get(name);
    if (!before) merged.set(name, definition);
    else {
      const known = new Set(before.fields?.map((field) => field.name.value));
      before.fields?.push(
        ...definition.fields.filter((field: { name: { value: string } }) => !known.has(field.name.value)),
      );
    }
  }
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...merged.values()] as never }, { assumeValidSDL: true });
};

/** A later issue, by what it brings. The first that matches counts. */
const ISSUES: readonly (readonly [issue: string, RegExp])[] = [
  [
    '17 live',
    /Subscription|Webhook|webhooks|Delivery|EventEdge|PostEvent|postEvents|CommentEvent|RatingSummaryEvent|Event\b.*cursor/,
  ],
  [
    '18 analysts',
    /AsOf|\(at\)|FactGroup|TargetProgress|TargetState|Timeline|Network|Relation|Contradiction|Comparison|Duplicate|Export|Facet|facets|progress|timeline|network|shortestPaths|comparison|factGroups|versions|GroupKey|QuantityRange|FactExclusion|FactEvent|Fact\.reason|record[A-Z]|revise|Retract|Merge|Unmerge|Reject|Dispute|Accept|SetFactRank|Record|Revise|Claims?Report|ClaimOutcome|IdentityMatch|IdentityRule|[Ii]mportClaims|(create|update|Create|Update)(Organisation|Person|Programme|Partnership)|version$|IdentifierInput|OrganisationNameInput|CitationInput|QuantityInput|DimensionInput|FactValueInput|mergedIds|Query\.(targetProgress|contradictions|duplicates|export)/,
  ],
  [
    '16 community',
    /Mutation|Payload|Input$|Input\.|Moderation|Flag|Appeal|Case|Notification|Upload|Reaction|viewer|Viewer|Statement|Suspension|Reply|Attachment|Calendar|Draft|Helpful|Challenge|attachments|scheduledFor|reactions|Reactable|EventDetails\.|Image\.|[mM]entionSuggestion|Rsvp|Diff|\.diff|ImportWarning|[hH]ighlight|avatar|suspendedUntil|minRating|moderation|Moderatable|Rating\.(history|reply)|RatingRevision|QuietHours/,
  ],
  ['19 explorer', /relatedPosts|Device|deviceId|csrfToken/],
];

/** Where this contract departs from the target, with the reason. */
const DEPARTURES: Readonly<Record<string, string>> = {
  'ModerationCase.flagCount is Int, not Int!':
    'null for all but moderators: in a small group it would tell who reported',
  'StatementOfReasons.appealUntil is DateTime, not DateTime!':
    'null if a measure was lifted: nothing to appeal against',
  'StatementOfReasons.howToAppeal is String, not String!': 'null if a measure was lifted: nothing to appeal against',
  'ModerationCount.count is Int, not Int!': 'null for 1 to 4, so that nobody can be recognised',
  'ModerationCount.automated is Int, not Int!': 'null for 1 to 4',
  'ModerationCount.appeals is Int, not Int!': 'null for 1 to 4',
  'ModerationCount.overturned is Int, not Int!': 'null for 1 to 4',
  'WebhookDelivery.event is PostEvent, not PostEvent!':
    'null for a ping, for an entry that is older than the log, and once the caller cannot know of the post',
  'EventDetails.icsUrl is URL, not URL!': 'null if no day is known: a calendar has no entry for a season',
  'Comment.post is Post, not Post!': 'null once the caller may not see the post any more',
  'ClaimReport.subject is String, not String!': 'null for a claim that is refused or retracted',
  'ClaimReport.property is String, not String!': 'null for a claim that is refused or retracted',
  'ClaimReport.value is String, not FactValue': 'in words, because a dry run has no fact whose value could be read',
  'IdentityMatch.rule is String!, not IdentityRule!': 'new rules may be added',
  'CreateOrganisationPayload.candidates is [Organisation!]!, not [DuplicateCandidate!]!':
    'there is no pair: the refused one does not exist',
  'CreatePersonPayload.candidates is [Person!]!, not [DuplicateCandidate!]!':
    'there is no pair: the refused one does not exist',
  'CreateOrganisationInput.identifiers is [IdentifierInput!], not [IdentifierInput!]!':
    'a list with a default value has no nulls to describe',
  'ExportJob.bytes is Float, not Int': 'a file may be larger than 2 GiB',
  'RateInput.score is Float!, not Int!': 'a score of 4.5 or 2^40 is a user error with a field, not a refused request',
};

const issueOf = (line: string): string => ISSUES.find(([, pattern]) => pattern.test(line))?.[0] ?? '13 contract';

type Fields = Readonly<
  Record<string, { readonly type: unknown; readonly args?: readonly { name: string; type: unknown }[] }>
>;

const fieldsOf = (schema: GraphQLSchema, name: string): Fields => {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? (type.getFields() as never) : {};
};

/** At most so many names of an issue are printed. */
const MAX_NAMES = 12;

/** One line per issue: how many parts of the target contract `api` lacks, and their names, shortened. */
export const missingLines = (missing: ReadonlyMap<string, readonly string[]>): string[] =>
  [...missing].toSorted().map(([issue, names]) => {
    const more = names.length > MAX_NAMES ? ', …' : '';
    return `issue ${issue}: ${names.length} missing: ${names.slice(0, MAX_NAMES).join(', ')}${more}`;
  });

/** What the target contract has and `api` does not, by issue, and fields and arguments whose type differs without a stated reason. */
export const missingFromTarget = (
  api: GraphQLSchema,
): { readonly missing: ReadonlyMap<string, string[]>; readonly different: string[] } => {
  const target = readTarget();
  const missing = new Map<string, string[]>();
  const different: string[] = [];
  const lack = (line: string) => missing.set(issueOf(line), [...(missing.get(issueOf(line)) ?? []), line]);
  for (const name of Object.keys(target.getTypeMap()).filter((each) => !each.startsWith('__'))) {
    if (!api.getType(name)) {
      lack(name);
      continue;
    }
    const landed = fieldsOf(api, name);
    const isInput = isInputObjectType(target.getType(name));
    for (const [field, { type, args = [] }] of Object.entries(fieldsOf(target, name))) {
      const at = `${name}.${field}`;
      const own = landed[field];
      if (!own) {
        lack(at);
        continue;
      }
      // A value that is required now and optional later is not a breaking change, and nothing is missing.
      const isStricter = isInput && String(own.type) === `${String(type)}!`;
      if (!isStricter && String(own.type) !== String(type))
        different.push(`${at} is ${String(own.type)}, not ${String(type)}`);
      for (const wanted of args) {
        const given = own.args?.find((each) => each.name === wanted.name);
        if (!given) lack(`${at}(${wanted.name})`);
        else if (String(given.type) !== String(wanted.type)) {
          different.push(`${at}(${wanted.name}) is ${String(given.type)}, not ${String(wanted.type)}`);
        }
      }
    }
  }
  return { missing, different: different.filter((line) => !(line in DEPARTURES)) };
};
