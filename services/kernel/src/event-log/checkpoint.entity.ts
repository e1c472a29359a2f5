import { Column, Entity, PrimaryColumn } from 'typeorm';
import { positionColumn } from './logged-event.entity';

/** How far a consumer has read: the effects of all events up to `position` are written, those of later ones are not. */
@Entity('checkpoints')
export class Checkpoint {
  @PrimaryColumn('text')
  readonly consumer: string;

  @Column('bigint', { transformer: positionColumn })
  readonly position: number;
}
