import { z } from 'zod';
import { define } from './definitions';

const KEY_OR_ID = /^([a-z0-9]+(-[a-z0-9]+)*|[a-z]+_[a-z0-9]{26})$/;

const subjectReference = define(
  'subjectReference',
  'Key of another entry of this file, or id of something that exists, such as "person_01h…". Of the same kind as the entry.',
  z.string().regex(KEY_OR_ID, { error: 'must be a key of this file, or an id such as "org_" and 26 characters' }),
);

/** Decisions of the reviewer about which subject an entry is. Without them an equal name decides, if nothing speaks against it. */
export const identityShape = {
  sameAs: subjectReference
    .describe('It is this one, whatever its name. Null or absent: found by identifier and name.')
    .nullable()
    .optional(),
  distinctFrom: z
    .array(subjectReference)
    .describe('It is none of these, although the name is equal. Null or absent: no such decision.')
    .nullable()
    .optional(),
};

/** The part of an entry that says which subject it is. */
export interface ClaimedIdentity {
  readonly sameAs?: string | null;
  readonly distinctFrom?: readonly string[] | null;
}

/** Ids have an underscore after their prefix; keys have none. */
export const isSubjectId = (reference: string): boolean => reference.includes('_');
