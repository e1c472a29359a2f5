/**
 * Whether a text is a URL, absolute or relative to `base`. Not `URL.canParse`: in Node 20 and 22 it refuses hosts with letters such as ü once V8 has
 * optimised its caller.
 */
export const isUrl = (text: string, base?: string): boolean => {
  try {
    return Boolean(new URL(text, base));
  } catch {
    return false;
  }
};
