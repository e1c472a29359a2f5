import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The picture of a member. Everyone may see it, as the member's name. */
@Entity('avatars')
export class Avatar {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** Id of the file. A new picture has a new one, and so another address. */
  @Column({ type: 'text', collation: 'C', unique: true })
  readonly id: string;

  /** Description for those who do not see it. Null if nobody wrote one. */
  @Column('text', { nullable: true })
  readonly alt: string | null;

  /** In pixels. */
  @Column('integer')
  readonly width: number;

  /** In pixels. */
  @Column('integer')
  readonly height: number;

  /** Size of the file. */
  @Column('integer')
  readonly bytes: number;

  @Column('timestamptz')
  readonly createdAt: Date;
}

/** Name of all these files, which are served without the one that the member gave. */
export const AVATAR_FILE = { fileName: 'picture.webp', contentType: 'image/webp' } as const;
