import type { Loader } from '@wizness/kernel';
import type { ReadMentionLinks } from '../rich-text/rich-text.types';
import type { MentionTarget } from './mention-target.entity';

/** Folder of the web pages of each kind, by the first part of its references. */
const PAGES: Readonly<Record<string, string>> = {
  member: 'members',
  org: 'organisations',
  programme: 'programmes',
  partnership: 'partnerships',
  person: 'people',
};

/** Finds the web addresses of what texts mention: `<PUBLIC_URL>/members/<handle>`. What is not known has none. */
export const createMentionLinks =
  (targets: Loader<string, MentionTarget | null>, publicUrl: string): ReadMentionLinks =>
  async (references) => {
    const found = await Promise.all(references.map((reference) => targets.load(reference)));
    return new Map(
      found.flatMap((target) => {
        const [kind = '', slug = ''] = target?.reference.split(':') ?? [];
        const page = PAGES[kind];
        return target && page ? [[target.reference, `${publicUrl}/${page}/${slug}`] as const] : [];
      }),
    );
  };
