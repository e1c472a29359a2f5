import { badArgument } from '../errors/bad-argument';
import { checkId } from '../errors/check-argument';

/** How to find a thing by each argument of a lookup. */
interface Finders<Thing> {
  readonly [argument: string]: (value: string) => Promise<Thing | null>;
}

/**
 * Finds a thing by the one argument that is given. `prefix` is that of its ids. Throws BAD_USER_INPUT if none or several are given, or if `id` is an
 * id of another type.
 */
export const findByArgument = async <Thing>(
  prefix: string,
  args: { readonly [Name in string]?: string | null },
  finders: Finders<Thing>,
): Promise<Thing | null> => {
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
