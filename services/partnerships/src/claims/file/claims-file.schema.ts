import { z } from 'zod';
import { claim } from './claim.schema';
import { ClaimsError } from './claims-error';
import { event, mention, series, topic } from './content.schema';
import { definitions } from './definitions';
import { claimedDocument, publication } from './document.schema';
import { pointerTo, type SchemaProblem, schemaProblems } from './schema-problems';
import { organisation, partnership, person, programme } from './subject.schema';
import { vocabulary } from './vocabulary.schema';

/** A claims file. The TypeScript type, the validation and `schema/claims.schema.json` all come from this schema. */
const claimsFileSchema = z
  .strictObject({
    $schema: z.string().describe('Path of this schema, for editors.').optional(),
    document: claimedDocument,
    vocabulary: vocabulary.optional(),
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

type Path = readonly PropertyKey[];

/** Lists of statements: one that is not valid can be left out without the others. */
const STATEMENTS = [
  ['claims', '*'],
  ['mentions', '*'],
  ['people', '*', 'affiliations', '*'],
  ['partnerships', '*', 'participations', '*'],
  ['programmes', '*', 'participations', '*'],
  ['programmes', '*', 'axes', '*'],
  ['programmes', '*', 'criteria', '*'],
  ['events', '*', 'speakers', '*'],
] as const;

/** The path of the statement that a path is in; null if it is in none. */
const statementOf = (path: Path): Path | null => {
  const pattern = STATEMENTS.find((parts) => parts.every((part, index) => part === '*' || part === path[index]));
  return pattern && path.length >= pattern.length ? path.slice(0, pattern.length) : null;
};

/** A copy of parsed JSON without the items at these paths. */
const without = (content: unknown, paths: readonly Path[]): unknown => {
  const copy = structuredClone(content);
  // The last items first: the index of an item counts those before it.
  const sorted = paths.toSorted((one, other) => Number(other.at(-1)) - Number(one.at(-1)));
  for (const path of sorted) {
    const list = path
      .slice(0, -1)
      .reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown>)[part], copy);
    (list as unknown[]).splice(Number(path.at(-1)), 1);
  }
  return copy;
};

/**
 * Checks that `content` (parsed JSON) is a claims file. Throws ClaimsError with every problem: its key is a JSON Pointer.
 */
export const parseClaimsFile = (content: unknown): ClaimsFile => {
  const result = claimsFileSchema.safeParse(content, { reportInput: true });
  if (result.success) return result.data;
  throw new ClaimsError(schemaProblems(result.error.issues));
};

/**
 * As {@link parseClaimsFile}, but statements that are not valid are left out, and returned as problems. Throws ClaimsError if
 * something else in the file is not valid.
 */
export const parseReadableClaims = (
  content: unknown,
): { readonly claims: ClaimsFile; readonly problems: readonly SchemaProblem[] } => {
  const result = claimsFileSchema.safeParse(content, { reportInput: true });
  if (result.success) return { claims: result.data, problems: [] };
  const problems = schemaProblems(result.error.issues);
  const statements = problems.map(({ path }) => statementOf(path));
  if (statements.includes(null)) throw new ClaimsError(problems);
  const unique = new Map(statements.flatMap((path) => (path ? [[pointerTo(path), path] as const] : [])));
  return { claims: parseClaimsFile(without(content, [...unique.values()])), problems };
};

/** The JSON Schema (draft 2020-12) of a claims file, for editors. Committed as `schema/claims.schema.json`. */
export const claimsJsonSchema = (): object => {
  const schema = z.toJSONSchema(claimsFileSchema, { io: 'input', metadata: definitions });
  // zod repeats the name of each definition as `id`, which is not a keyword of JSON Schema.
  for (const definition of Object.values(schema.$defs ?? {})) delete definition['id'];
  return { $id: 'urn:wizness-graph:claims', ...schema };
};
