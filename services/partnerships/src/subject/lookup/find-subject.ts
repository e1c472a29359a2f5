import { badArgument, checkId } from '@wizness/kernel';

interface Finders<Subject> {
  readonly [key: string]: (value: string) => Promise<Subject | null>;
}

/**
 * Finds a subject by the one argument that is given. Throws BAD_USER_INPUT if none or several are given, or if `id` is an
 * id of another type.
 */
export const findSubject = async <Subject>(
  prefix: string,
  args: { readonly [Name in string]?: string | null },
  finders: Finders<Subject>,
): Promise<Subject | null> => {
  const names = Object.keys(finders);
  const [given, ...others] = names.filter((name) => args[name] != null);
  if (given === undefined || others.length > 0) {
    const options = names.map((name) => `\`${name}\``);
    throw badArgument([others[0] ?? names[0] ?? 'id'], `Give exactly one of ${options.join(', ')}.`, options);
  }
  const value = args[given] ?? '';
  if (given === 'id') checkId(value, [prefix], ['id']);
  return (await finders[given]?.(value)) ?? null;
};
