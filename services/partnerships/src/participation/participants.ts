import type { EntityManager } from 'typeorm';
import { FactStatus } from '../fact/fact.enums';
import { type OrganisationsBySubject, organisationsBySubject } from '../subject/identity/shared-organisations';
import { homeOf } from '../subject/merge/home';
import { ParticipationRole } from './participation.enums';

export interface Participants {
  readonly all: OrganisationsBySubject;
  /** Those who carry it out. */
  readonly operators: OrganisationsBySubject;
}

/** Organisations that take part in these programmes or partnerships by a current fact, whoever may see it. */
export const participantsOf = async (tx: EntityManager, ids: readonly string[]): Promise<Participants> => {
  const rows: { subjectId: string; organisationId: string; role: ParticipationRole }[] = await tx.query(
    `SELECT coalesce(programme_id, partnership_id) AS "subjectId", ${homeOf('organisation_id')} AS "organisationId", role
     FROM participations participation JOIN facts fact ON fact.id = participation.fact_id
     WHERE coalesce(programme_id, partnership_id) = ANY($1) AND organisation_id IS NOT NULL
       AND fact.known_to = 'infinity' AND fact.status <> '${FactStatus.RETRACTED}'
     ORDER BY participation.id`,
    [ids],
  );
  return {
    all: organisationsBySubject(rows),
    operators: organisationsBySubject(rows.filter(({ role }) => role === ParticipationRole.OPERATOR)),
  };
};
