import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MentionTarget } from './mention-target.entity';

/** A beginning by which suggestions find something: a folded name, or the end of one from its second or a later word on. */
@Entity('mention_words')
@Index(['words', 'targetId', 'isName'])
export class MentionWord {
  @ForeignKey(() => MentionTarget, { onDelete: 'CASCADE' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  @PrimaryColumn('text', { collation: 'C' })
  readonly words: string;

  /** Whether it is a whole name or handle, and not an end of one. */
  @Column('boolean')
  readonly isName: boolean;
}
