export enum TopicRelationKind {
  BROADER = 'BROADER',
  RELATED = 'RELATED',
}
