import { z } from 'zod';
import { claim } from './claim.schema';
import { ClaimProblems } from './claims-error';
import { event, mention, series, topic } from './content.schema';
import { definitions } from './definitions';
import { claimedDocument, publication } from './document.schema';
import { organisation, partnership, person, programme } from './subject.schema';

/** A claims file. The TypeScript type, the validation and `schema/claims.schema.json` all come from this schema. */
const claimsFileSchema = z
  .strictObject({
    $schema: z.string().describe('Path of this schema, for editors.').optional(),
    document: claimedDocument,
    sources: z.array(publication).describe('Publications that the document reports on or copies from.').optional(),
    topics: z.array(topic).describe('Topics of the document.').optional(),
    series: z.array(series).describe('Series of events.').optional(),
    events: z.array(event).describe('Events that become posts of their own.').optional(),
    organisations: z.array(organisation).describe('Organisations that the document names.').optional(),
    people: z.array(person).describe('People that the document names.').optional(),
    partnerships: z.array(partnership).describe('Partnerships that the document names.').optional(),
    programmes: z.array(programme).describe('Programmes that the document names.').optional(),
    mentions: z
      .array(mention)
      .describe('Passages that refer to a subject without its name. Names are found without this list.')
      .optional(),
    claims: z.array(claim).describe('What the document states.'),
  })
  .meta({
    title: 'Claims about one document',
    description:
      'What a reviewer read in one document: the subjects that it names and the statements that it makes, each with the words of the document. Numbers and dates are given as the words to parse.',
  });

export type ClaimsFile = z.infer<typeof claimsFileSchema>;

/** Path of a problem as a JSON Pointer (RFC 6901), or `/` for the whole file. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;

type Issue = z.core.$ZodIssue;

/** Of the alternatives of a union, the issues of the one that fits best; null if no alternative is the best. */
const issuesOfBestAlternative = (alternatives: readonly (readonly Issue[])[]): readonly Issue[] | null => {
  const [best, next] = alternatives.toSorted((one, other) => one.length - other.length);
  return best && best.length < (next?.length ?? Infinity) ? best : null;
};

const addIssue = (issue: Issue, parent: readonly PropertyKey[], problems: ClaimProblems): void => {
  const path = [...parent, ...issue.path];
  const isMissing = issue.code !== 'unrecognized_keys' && issue.input === undefined;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) problems.add(pointerTo(path), `must not have "${key}"`);
  } else if (isMissing && path.length > 0) {
    problems.add(pointerTo(path.slice(0, -1)), `must have "${String(path.at(-1))}"`);
  } else if (issue.code === 'invalid_value') {
    problems.add(pointerTo(path), `must be one of ${issue.values.join(', ')}`);
  } else if (issue.code === 'invalid_type' && issue.expected !== 'never') {
    problems.add(pointerTo(path), `must be of type ${issue.expected}`);
  } else if (issue.code === 'invalid_key') {
    for (const { message } of issue.issues) problems.add(pointerTo(path), message);
  } else if (issue.code === 'invalid_union' && issuesOfBestAlternative(issue.errors)) {
    for (const each of issuesOfBestAlternative(issue.errors) ?? []) addIssue(each, path, problems);
  } else {
    problems.add(pointerTo(path), issue.message);
  }
};

/**
 * Checks that `content` (parsed JSON) is a claims file. Throws ClaimsError with every problem: its key is a JSON Pointer.
 */
export const parseClaimsFile = (content: unknown): ClaimsFile => {
  const result = claimsFileSchema.safeParse(content, { reportInput: true });
  if (result.success) return result.data;
  const problems = new ClaimProblems();
  for (const issue of result.error.issues) addIssue(issue, [], problems);
  problems.throwIfAny({ strict: true });
  throw result.error;
};

/** The JSON Schema (draft 2020-12) of a claims file, for editors. Committed as `schema/claims.schema.json`. */
export const claimsJsonSchema = (): object => {
  const schema = z.toJSONSchema(claimsFileSchema, { io: 'input', metadata: definitions });
  // zod repeats the name of each definition as `id`, which is not a keyword of JSON Schema.
  for (const definition of Object.values(schema.$defs ?? {})) delete definition['id'];
  return { $id: 'urn:wizness-graph:claims', ...schema };
};
