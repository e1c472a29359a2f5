import type { WriteLeaf } from './leaf';

export type Data = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** A place in the response where the data does not match the API schema: null for a non-null type, or a wrong type. */
export interface Mismatch {
  readonly path: Path;
  /** The field, as `Type.field`. */
  readonly field: string;
}

/** What the fetches of one operation have collected. */
export interface CollectedData {
  /** With the response keys of the planned document. */
  readonly data: Data;
  /** Lists and objects that are at several places of `data`: the same ones, not equal ones. */
  readonly shared: ReadonlySet<unknown>;
  /** Entities of `data` that a subgraph does not know, or does not show to the caller. */
  readonly unknown: ReadonlySet<unknown>;
  /** Whether no text in `data` needs an escape sequence in JSON. */
  readonly isPlain: boolean;
}

export interface Writing extends Omit<CollectedData, 'data'> {
  /** Path of the current value while mismatches are located; null in the first pass, which only finds out if there are any. */
  readonly path: (string | number)[] | null;
  readonly mismatches: Mismatch[];
  readonly maxLength: number;
  /** Values of `__schema` and `__type` by the client's response key. */
  readonly introspected: Data;
  /** The texts of shared values, because the same selections are often written at several places. */
  readonly sharedTexts: Map<Write, Map<unknown, string | null>>;
}

/** Writes a value as JSON. Null stands for a null that the enclosing value cannot contain, so that it becomes null itself. */
export type Write = (value: unknown, writing: Writing) => string | null;

export const NULL = 'null';

export interface FieldShape {
  /** The response key with its punctuation, after another field and as the first one. */
  readonly next: string;
  readonly first: string;
  readonly key: string;
  readonly from: string;
  /** Whether every object inherits a property of the name `from`, so that only an own one may be read. */
  readonly isInherited: boolean;
  readonly write: Write;
}

/** A response is longer than it may be. Entities are fetched once, however many places they have in it. */
export class ResponseTooLong extends Error {}

export const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (data: Data, key: string): unknown => (Object.hasOwn(data, key) ? data[key] : undefined);

export const fieldShapeOf = (key: string, from: string, write: Write): FieldShape => ({
  next: `,"${key}":`,
  first: `{"${key}":`,
  key,
  from,
  isInherited: from in Object.prototype,
  write,
});

const checkLength = (text: string, { maxLength }: Writing): void => {
  if (text.length > maxLength) throw new ResponseTooLong(`The response has more than ${maxLength} characters.`);
};

/** Writes the fields of an object from the planned data. */
export const writeFields = (fields: readonly FieldShape[], data: Data, writing: Writing): string | null => {
  const { path } = writing;
  let text = '';
  for (const { next, first, key, from, isInherited, write } of fields) {
    path?.push(key);
    const value = write(isInherited ? own(data, from) : data[from], writing);
    path?.pop();
    if (value === null) return null;
    text += (text === '' ? first : next) + value;
  }
  checkLength(text, writing);
  return text === '' ? '{}' : `${text}}`;
};

export const mismatch = (writing: Writing, field: string): string => {
  writing.mismatches.push({ path: [...(writing.path ?? [])], field });
  return NULL;
};

export const listOf =
  (write: Write, field: string): Write =>
  (value, writing) => {
    if (!Array.isArray(value)) return mismatch(writing, field);
    const { path } = writing;
    let text = '';
    for (let index = 0; index < value.length; index += 1) {
      path?.push(index);
      const item = write(value[index], writing);
      path?.pop();
      if (item === null) return NULL;
      text += index === 0 ? item : `,${item}`;
      checkLength(text, writing);
    }
    return `[${text}]`;
  };

export const leafOf =
  (write: WriteLeaf, field: string): Write =>
  (value, writing) =>
    write(value, writing.isPlain) ?? mismatch(writing, field);

/** A text made of many parts as one piece, which is faster to keep and to write: V8 joins them when a character is read. */
export const flattened = (text: string | null): string | null => (text?.charCodeAt(0) === undefined ? null : text);

/** Writes a value that is shared only once. While mismatches are located, each place is visited. */
export const shareable =
  (write: Write): Write =>
  (value, writing) => {
    const { shared, sharedTexts, path } = writing;
    if (path !== null || !shared.has(value)) return write(value, writing);
    let texts = sharedTexts.get(write);
    if (!texts) sharedTexts.set(write, (texts = new Map()));
    const known = texts.get(value);
    // In one piece from its second place on: most are inside another value that is written once itself.
    if (known !== undefined) return flattened(known);
    const text = write(value, writing);
    texts.set(value, text);
    return text;
  };
