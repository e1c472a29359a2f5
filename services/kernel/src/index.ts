// Before any decorator runs: TypeGraphQL and TypeORM keep what decorators say there.
import 'reflect-metadata';
export { ACCESS_TOKEN, verifyAccessToken } from './access/access-token';
export { type Audience, type Condition, isVisibleTo, Visibility, visibleTo } from './access/audience';
export { networkOf } from './access/client-network';
export { authorise, isAllowed, type Permission, scopesOf } from './access/permissions';
export { Role, Scope } from './access/role';
export {
  anonymous,
  type ExternalIdentity,
  IDENTITY_HEADER,
  type Identity,
  type SessionReference,
  signIdentity,
  type SignedRequest,
} from './access/identity';
export { connectClient } from './data/database-client';
export { checkSlug, slugOf } from './values/slug';
export { escapeLike } from './data/escape-like';
export { byKey, combineLoaders, countedByKey, groupedByKey, type Loader, loaderPerArguments } from './data/loader';
export { copyRows } from './data/copy-rows';
export { rowsByKey } from './data/rows-by-key';
export { asShortRead, queryShort } from './data/short-reads';
export { boundedText, MAX_SEARCH_TEXT } from './values/bounded-text';
export { lineProblem, marksProblem, normaliseLine, paragraphsProblem } from './values/display-text';
export { type Clock, currentTime, idPrefix, deterministicClock, systemClock, uuidOf } from './values/clock';
export { Connection, connectionType, type ConnectionType, type Edge, PageInfo } from './data/connection';
export {
  CursorScalar,
  DateTimeScalar,
  DecimalScalar,
  LanguageTagScalar,
  LocalDateScalar,
  UrlScalar,
} from './values/scalars';
export { DateRange, fuzzyDateInRange, instantInRange } from './values/date-range';
export { checkCountries, isCountry } from './values/countries';
export { nearestTexts } from './values/nearest-texts';
export { createDocumentCache } from './http/document-cache';
export { isLargerThan } from './http/json-size';
export { enumLabels } from './enum-labels/enum-labels';
export { ErasedMember } from './privacy/erased-member.entity';
export {
  createErasedMembers,
  erasureConsumer,
  lockAllUnlessErased,
  lockMember,
  lockUnlessErased,
  type MemberErasure,
  withoutErasedAuthors,
} from './privacy/erasure';
export { ErasureMode } from './privacy/erasure-mode';
export { appendEvent, appendEvents } from './event-log/append-event';
export { type BackgroundWorkOptions } from './event-log/background-work';
export { Checkpoint } from './event-log/checkpoint.entity';
export { type ConsumerTiming, defaultConsumerTiming, defineConsumer, type EventConsumer } from './event-log/consumer';
export type { ConsumedEvent, EventType, NewEvent } from './event-log/events/catalogue';
export { eventsJsonSchema } from './event-log/events/json-schema';
export { createCheckpoints, createEventLog, dropCheckpoints, dropEventLog } from './event-log/event-log-tables';
export { type EventSource, type EventSources } from './event-log/event-source';
export { continueRestoredLog, RESTORED } from './event-log/restored-log';
export { deleteExpiredEvents } from './event-log/retention';
export { latestBy } from './event-log/latest-by';
export { dataVersionProcedure } from './data/data-version';
export { eventsProcedure, httpEventSource, newestEventProcedure } from './event-log/events-procedure';
export { LoggedEvent, positionColumn } from './event-log/logged-event.entity';
export { type LogCursors, logCursors } from './event-log/log-cursor';
export { type LogConnection, logConnectionType, readLogConnection } from './event-log/log-connection';
export {
  type EventPage,
  type EventRange,
  MAX_EVENTS_PER_READ,
  readEventPage,
  readEvents,
} from './event-log/read-events';
export { type ArgumentPath, badArgument } from './errors/bad-argument';
export * from './errors/check-argument';
export {
  type Created,
  created,
  createIdempotencyKeys,
  createOnce,
  type Creation,
  dropIdempotencyKeys,
  notCreated,
} from './idempotency/create-once';
export { IdempotencyKey } from './idempotency/idempotency-key.entity';
export { createRateBuckets, RateBucket } from './rate-limit/rate-bucket.entity';
export { canonicalJson } from './values/canonical-json';
export { enqueueJob, enqueueJobs } from './jobs/enqueue-job';
export { Job } from './jobs/job.entity';
export {
  defineJob,
  handleJob,
  type JobHandler,
  type JobKind,
  type JobRun,
  type OtherServices,
  PermanentFailure,
} from './jobs/job-kind';
export { createJobs, dropJobs } from './jobs/job-table';
export { defaultJobTiming, runDueJobs } from './jobs/job-worker';
export { LOCK_NOT_AVAILABLE } from './errors/database-fault';
export { badUserInput, fault, FaultCode } from './errors/fault';
export { publicError } from './errors/public-error';
export { CodedError } from './errors/coded-error';
export { catalogue, type CatalogueEntry, catalogueEntry, defaultUrl } from './runtime/catalogue';
export { deadlineSignal } from './runtime/deadline';
export { createLogger, type Logger } from './runtime/log';
export { type DatabaseOptions, type DatabaseSettings, ensureDatabase, openDatabase } from './data/postgres';
export { migrationNames, type Storage } from './data/storage';
export {
  defineSubgraph,
  type OpenOptions,
  type ReferenceResolver,
  type RunningSubgraph,
  type Subgraph,
  type SubgraphRequest,
  type Transactional,
} from './subgraph';
export { databasePoolSettings, type DatabasePool } from './runtime/database-settings';
export {
  databaseUrls,
  databaseReadUrlSetting,
  databaseUrlSetting,
  optionalDatabaseUrls,
} from './runtime/database-url-settings';
export { databaseOf, type DatabaseUrls, type ServiceDatabaseUrl, urlOfService } from './data/database-urls';
export { BACKGROUND_TIMEOUTS, type DatabaseTimeouts, REQUEST_TIMEOUTS } from './data/timeouts';
export {
  EnvironmentError,
  printUnknownSetting,
  readEnvironment,
  readProgramSettings,
  readSettings,
  type SettingsSchema,
} from './runtime/environment';
export { type CopiedLog, followCopy } from './nats/copied-log';
export { type NatsLink, openNats } from './nats/nats-link';
export { settings } from './runtime/settings';
export { prepareStop, STOPPING } from './http/stop-server';
export { serverUrl } from './http/server-url';
export { readSubgraphSettings, type SubgraphSettings } from './http/subgraph-settings';
export { type FoldedText, foldText, foldWithOffsets } from './values/folded-text';
export { isUrl } from './values/is-url';
export { isKnownLanguage } from './values/known-language';
export { acceptedLanguages, DEFAULT_LANGUAGE, LANG, languagesFor, primarySubtag } from './values/languages';
export { nameKey } from './values/name-key';
export { matchKey } from './values/match-key';
export { Wording } from './values/wording';
export { DatePrecision, FuzzyDate, fuzzyDateColumn, InvalidEdtf } from './values/fuzzy-date';
export { findByArgument } from './data/find-by-argument';
export { fetchPage, fetchRawPage, pagedByKey, type PagedByKey } from './data/page-query';
export {
  decodeCursor,
  ForwardPageArguments,
  type Order,
  type Page,
  PageArguments,
  readPage,
  readSize,
} from './data/page';
export * from './values/localized-text';
export { createMergeLoaders, idsOfSubject, type MergeLoaders, pagedBySubject } from './merges/ids-of-subject';
export { MergedSubject } from './merges/merged-subject.entity';
export { createMergedSubjects, dropMergedSubjects, mergesConsumer } from './merges/merges';
export { JobStatus } from './jobs/job-status';
export { FlagReason } from './moderation/flag-reason';
export { endMeasureHandler, liftedMeasuresConsumer } from './moderation/lift-measures';
export { Measure } from './moderation/measure.entity';
export type { ModeratedService } from './moderation/moderated-service';
export { ModerationStatus } from './moderation/moderation-status';
export { createModeration, dropModeration } from './moderation/moderation-tables';
export { ModerationStore } from './moderation/moderation.store';
export { Report } from './moderation/report.entity';
export {
  checkCaseText,
  checkNote,
  checkStatement,
  DecisionGround,
  DecisionOrigin,
  StatementInput,
} from './moderation/statement';
export { normaliseText } from './values/normalise-text';
export { isStorable, toStorableText, unstorablePart } from './values/storable-text';
export { isWholeWords } from './values/word-boundary';
export { type PersonalData, personalDataProcedure } from './privacy/personal-data';
export { keepNewObjectsYoung } from './runtime/new-objects';
export { type Program, printError, printLine, runProgram } from './runtime/program';
export { digestPostsProcedure, MAX_POST_CARDS, type PostCard, postCardsProcedure } from './access/post-cards';
export { unsubscribeProcedure } from './access/unsubscribe';
export { withdrawnPostProcedure } from './access/withdrawn-post';
export {
  calendarMemberProcedure,
  type CalendarSelection,
  readCalendarProcedure,
} from './http/calendar-procedures';
export {
  type IdentifiedCredential,
  identifyProcedure,
  keySetProcedure,
  memberIdentityProcedure,
} from './access/credential-procedures';
export { isPublicAddress, WEBHOOK_HOSTS, webhookUrlProblem } from './http/webhook-address';
export {
  claimWebhooksProcedure,
  type ClaimedDelivery,
  type ClaimedWebhook,
  recordDeliveryProcedure,
  releaseWebhookProcedure,
} from './http/webhook-procedures';
export * from './http/export-procedures';
export { MAX_FILE_BYTES, readFileProcedure, receiveUploadProcedure } from './http/file-procedures';
export { CallFailure, callOverHttp, type RemoteService } from './http/call-procedure';
export { executeRequest } from './http/execute-request';
export { executeOperation, type GraphqlResponse, graphqlProcedure } from './http/graphql-procedure';
export {
  callLocally,
  type CallProcedure,
  implementProcedure,
  internalProcedure,
  type InternalProcedure,
  type ProcedureHandler,
  REQUEST_ID_HEADER,
} from './http/procedure';
export { proceduresOf } from './http/subgraph-procedures';
export {
  createSubgraphServer,
  DATABASE_NOT_RESPONDING,
  type ServedSubgraph,
  serveSubgraph,
  type ServingOptions,
} from './http/serve';
export {
  CLOCK_TOLERANCE_SECONDS,
  DATA_EXPORT_TOKEN,
  isCanonical,
  type TokenKind,
  type TokenRules,
  verifySignedToken,
} from './access/signed-token';
export { shortMessage } from './errors/message';
export { UserError, UserErrorCode } from './errors/user-error';
export { addFigureGauges, type ReadFigures } from './metrics/figure-gauges';
export { type MetricsServer, type ReadableMetrics, serveMetrics } from './metrics/serve-metrics';
export { startTracing } from './tracing/start-tracing';
export type { Tracing } from './tracing/tracing';
