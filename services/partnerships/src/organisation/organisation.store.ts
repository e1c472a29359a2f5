import { appendEvent, badUserInput, type Clock, fetchPage, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import { inOneTransaction } from '../subject/registration-lock';
import type { FactSubject } from '../subject/subject.types';
import { type EstablishedOrganisation, establishOrganisation, type NewOrganisation } from './register-organisation';
import { nameKey } from './name-key';
import { Organisation } from './organisation.entity';
import { BY_NAME, type OrganisationLoaders } from './organisation.loader';
import type { OrganisationsArguments } from './organisation.types';
import { chooseBearer } from './resolve-name';
import { preferredName } from './preferred-name';

/** Characters that mean something in a LIKE pattern, taken literally. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export class OrganisationService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: OrganisationLoaders,
    private readonly visible: Visible,
  ) {}

  /** Only organisations have names in several languages; what else facts are about has one name. */
  async nameIn(subject: FactSubject, lang: string | null | undefined): Promise<string> {
    if (lang == null || !(subject instanceof Organisation)) return subject.name;
    return preferredName(await this.loaders.namesByOrganisationId.load(subject.id), lang)?.value ?? subject.name;
  }

  /** Throws BAD_USER_INPUT unless exactly one of `id` and `name` is given, or where several bear that name alike. */
  async find({ id, name }: { id?: string | null; name?: string | null }): Promise<Organisation | null> {
    if ((id == null) === (name == null)) throw badUserInput('Give either `id` or `name`.');
    return id != null ? this.loaders.organisationById.load(id) : this.findByName(name ?? '');
  }

  list({ text, kinds, ...page }: OrganisationsArguments) {
    const query = this.db.createQueryBuilder(Organisation, 'organisation').where('TRUE');
    if (text) {
      query.andWhere(
        `EXISTS (SELECT 1 FROM organisation_names named WHERE named.organisation_id = organisation.id AND named.name_key LIKE :text AND ${this.visible.name('named')})`,
        { ...this.visible.parameters, text: `%${literally(nameKey(text))}%` },
      );
    }
    if (kinds) query.andWhere('organisation.kind = ANY(:kinds)', { kinds });
    return fetchPage(query, BY_NAME, readPage(page, BY_NAME));
  }

  /**
   * Sees to it that the organisation is there under all the names: found by an identifier or by any name, else made, of
   * which other services are told. Throws BAD_USER_INPUT where the names or identifiers belong to several organisations,
   * or none is given.
   */
  establish(organisation: NewOrganisation): Promise<EstablishedOrganisation> {
    return inOneTransaction(this.db, async (tx) => {
      const established = await establishOrganisation(tx, this.clock, organisation);
      const { created, id: subject } = established;
      if (created) await appendEvent(tx, { type: 'OrganisationEstablished', subject }, this.clock);
      return established;
    });
  }

  private async findByName(name: string): Promise<Organisation | null> {
    const bearerId = chooseBearer(name, await this.loaders.organisationNamesByKey.load(nameKey(name)));
    return bearerId === null ? null : this.loaders.organisationById.load(bearerId);
  }
}
