import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TopicRelationKind } from './topic.enums';
import { Topic } from './topic.entity';

/** A relation as one topic declares it (SKOS broader and related). RELATED is symmetric: readers look in both directions. */
@Entity('topic_relations')
export class TopicRelation {
  @ForeignKey(() => Topic)
  @PrimaryColumn('text', { collation: 'C' })
  readonly topicId: string;

  @ForeignKey(() => Topic)
  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly otherId: string;

  @PrimaryColumn('enum', { enum: TopicRelationKind, enumName: 'topic_relation_kind' })
  readonly kind: TopicRelationKind;
}
