import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Topic } from './topic.entity';

export enum TopicRelationKind {
  BROADER = 'BROADER',
  RELATED = 'RELATED',
}

/** As one topic declares it (SKOS). RELATED is read both ways, so it is there if either side declares it. */
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
