import { Organisations1763900000000 } from './1763900000000-organisations';
import { Facts1763900001000 } from './1763900001000-facts';
import { Affiliations1763900002000 } from './1763900002000-affiliations';
import { Audiences1763900003000 } from './1763900003000-audiences';
import { NameKeys1763900004000 } from './1763900004000-name-keys';
import { Identity1763900005000 } from './1763900005000-identity';
import { Collectives1763900007000 } from './1763900007000-collectives';
import { MatchedWords1763900009000 } from './1763900009000-matched-words';
import { Wording1763900011000 } from './1763900011000-wording';
import { RetractedFacts1763900006000 } from './1763900006000-retracted-facts';
import { SubjectNames1763900008500 } from './1763900008500-subject-names';
import { Jobs1763900010000 } from './1763900010000-jobs';
import { Slugs1763900011500 } from './1763900011500-slugs';
import { ListColumns1763900012000 } from './1763900012000-list-columns';
import { PostTopics1763900013000 } from './1763900013000-post-topics';
import { PublicNames1763900014000 } from './1763900014000-public-names';
import { FactVisibility1764120000000 } from './1764120000000-fact-visibility';
import { Accumulates1764120010000 } from './1764120010000-accumulates';
import { FactTimes1764120020000 } from './1764120020000-fact-times';
import { SubjectSlugs1764360000000 } from './1764360000000-subject-slugs';
import { KeptApart1764361000000 } from './1764361000000-kept-apart';
import { Versions1764362000000 } from './1764362000000-versions';
import { Reasons1764363000000 } from './1764363000000-reasons';
import { Relations1764370000000 } from './1764370000000-relations';
import { FactCounts1764371000000 } from './1764371000000-fact-counts';
import { PartnerVisibility1764372000000 } from './1764372000000-partner-visibility';
import { ExportChanges1764380000000 } from './1764380000000-export-changes';
import { PastViews1764490000000 } from './1764490000000-past-views';
import { ExportJobs1764500000000 } from './1764500000000-export-jobs';
import { ExpandSourceKinds1764510000000 } from './1764510000000-source-kinds';
import { NetworkLayouts1764520000000 } from './1764520000000-network-layouts';
import { ExpandCurrentFacts1764530001800 } from './1764530001800-current-facts';
import { ExpandFactorChanges1764530003600 } from './1764530003600-factor-changes';
import { ExpandFormerFactors1764530005400 } from './1764530005400-former-factors';
import { ExpandDisputedFacts1764530007200 } from './1764530007200-disputed-facts';
import { ExpandLeftOut1764530009000 } from './1764530009000-left-out';

/** In the order in which they run. */
import { SubjectCommands1764460000000 } from './1764460000000-subject-commands';
import { Merges1764470000000 } from './1764470000000-merges';
import { Duplicates1764480000000 } from './1764480000000-duplicates';

export const migrations = [
  Organisations1763900000000,
  Facts1763900001000,
  Affiliations1763900002000,
  Audiences1763900003000,
  NameKeys1763900004000,
  Identity1763900005000,
  RetractedFacts1763900006000,
  Collectives1763900007000,
  SubjectNames1763900008500,
  MatchedWords1763900009000,
  Jobs1763900010000,
  Wording1763900011000,
  Slugs1763900011500,
  ListColumns1763900012000,
  PostTopics1763900013000,
  PublicNames1763900014000,
  FactVisibility1764120000000,
  Accumulates1764120010000,
  FactTimes1764120020000,
  SubjectSlugs1764360000000,
  KeptApart1764361000000,
  Versions1764362000000,
  Reasons1764363000000,
  Relations1764370000000,
  FactCounts1764371000000,
  PartnerVisibility1764372000000,
  ExportChanges1764380000000,
  SubjectCommands1764460000000,
  Merges1764470000000,
  Duplicates1764480000000,
  PastViews1764490000000,
  ExportJobs1764500000000,
  ExpandSourceKinds1764510000000,
  NetworkLayouts1764520000000,
  ExpandCurrentFacts1764530001800,
  ExpandFactorChanges1764530003600,
  ExpandFormerFactors1764530005400,
  ExpandDisputedFacts1764530007200,
  ExpandLeftOut1764530009000,
];
