import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A point of the picture: right and down, in whole units. */
export type Point = readonly [x: number, y: number];

/** Id of the one row. */
export const WHOLE_NETWORK = 'all';

/**
 * Where each node of the network that everyone may see is drawn. It is computed once for all readers, because it takes long. It
 * holds no relation and no name: those are read when the network is, as the caller may see them then.
 */
@Entity('network_layouts')
export class NetworkLayout {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  /** The stamps of the last changes that it has seen. */
  @Column('timestamptz')
  readonly knownAt: Date;

  @Column('timestamptz')
  readonly pastChangedAt: Date;

  /** By the id of the subject. */
  @Column('jsonb')
  readonly positions: Readonly<Record<string, Point>>;

  @Column('timestamptz')
  readonly laidOutAt: Date;

  /** How long it has taken. */
  @Column('double precision')
  readonly seconds: number;
}
