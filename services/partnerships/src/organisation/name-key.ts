import { foldText } from '@wizness/kernel';

export { nameKey } from '@wizness/kernel';

const signsOf = (name: string): string => (foldText(name).match(/[#%]/g) ?? []).join('');

/** Whether two names with one key are one name: "C" and "C#" share a key, and every search, but not a name. */
export const haveSameSigns = (one: string, other: string): boolean => signsOf(one) === signsOf(other);
