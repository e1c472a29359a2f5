import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the view `partners`: two organisations that take part in one partnership or one programme, each pair once. */
@Entity('partners', { synchronize: false })
export class Partner {
  /** Both ids, since a row must have a key of its own. */
  @PrimaryColumn('text')
  readonly id: string;

  @Column('text')
  readonly organisationId: string;

  @Column('text')
  readonly partnerId: string;

  @Column('text')
  readonly partnerNameKey: string;
}
