import { Column, Entity, PrimaryColumn } from 'typeorm';
import { positionColumn } from './logged-event.entity';

/** How far one consumer has come: the effects of all events up to `position` stand, those of later ones do not. */
@Entity('checkpoints')
export class Checkpoint {
  @PrimaryColumn('text')
  readonly consumer: string;

  @Column('bigint', { transformer: positionColumn })
  readonly position: number;
}
