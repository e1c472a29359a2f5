import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row exists once a process that was told where mails go has worked on this database. */
@Entity('mail_setup')
export class MailSetup {
  /** Always true. */
  @PrimaryColumn('boolean')
  readonly isConfigured: boolean;

  @Column('timestamptz')
  readonly since: Date;
}
