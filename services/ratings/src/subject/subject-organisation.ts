import { typeOfSubject } from './subject-type';
import type { Subject } from './subject.entity';

/** The organisation that is rated, itself or with a post that was written for it; null if none is. */
export const organisationOf = ({ id, organisationId }: Subject): string | null =>
  typeOfSubject(id) === 'Organisation' ? id : organisationId;
