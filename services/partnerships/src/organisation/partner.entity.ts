import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the view `partners`: two organisations that take part in the same partnership or programme, once per pair. */
@Entity('partners', { synchronize: false })
export class Partner {
  /** Both ids joined, because an entity needs one primary key. */
  @PrimaryColumn('text')
  readonly id: string;

  @Column('text')
  readonly organisationId: string;

  @Column('text')
  readonly partnerId: string;

  @Column('text')
  readonly partnerNameKey: string;
}
