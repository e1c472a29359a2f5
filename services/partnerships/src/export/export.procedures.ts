import { hash } from 'node:crypto';
import {
  authorise,
  badArgument,
  type Clock,
  type ExportRequest,
  type Identity,
  implementProcedure,
  openExportProcedure,
  type ProcedureHandler,
  readExportProcedure,
  readFactProcedure,
  readSourceTextProcedure,
  type RunningSubgraph,
} from '@wizness/kernel';
import type { PartnershipsContext } from '../context';
import type { FactFilter } from '../fact/read/fact-filter.types';
import type { ExportTable } from './export-column';
import { writeLayout } from '../network/layout/write-layout';
import { exportCursors, exportKey, type ExportTypes, readExportRequest } from './export-request';
import { FORMATS, writeTable } from './format/formats';
import { packageOf, vocabularyOf } from './package/package-of';

/** Part of the tags of files: a new one when the same rows give other bytes. */
const FORMAT_VERSION = 1;

/** Throws BAD_USER_INPUT for a format that a table is not exported in. */
const checkFormat = ({ table, format, parameters }: ExportRequest): void => {
  const isDelta = parameters.some(([name]) => name === 'after');
  const accepted = FORMATS[table];
  if (!accepted.includes(format)) {
    throw badArgument(['format'], `There is no ${table}.${format}. There is: ${accepted.join(', ')}.`, accepted);
  }
  if (!isDelta || (table === 'facts' && format === 'ndjson')) return;
  const message = 'Only /exports/facts.ndjson tells what has changed. Use it, or leave `after` out.';
  throw badArgument(['after'], message, ['facts.ndjson']);
};

/** Equal for packages that describe the same vocabulary and state the same licence, which have no stamps. */
const packageTag = async ({ loaders, dataLicence }: PartnershipsContext): Promise<string> =>
  hash('sha256', JSON.stringify([await vocabularyOf(loaders), dataLicence]), 'base64url').slice(0, 22);

/** Exports of the graph, called by the gateway. `types` are those of the schema. */
export const exportProcedures = (
  running: RunningSubgraph<PartnershipsContext>,
  clock: Clock,
  types: () => ExportTypes,
): readonly ProcedureHandler[] => {
  const open = async (request: ExportRequest, identity: Identity, signal: AbortSignal) => {
    if (identity.memberId !== null) authorise(identity, 'EXPORT');
    checkFormat(request);
    const read = readExportRequest<FactFilter>(request, types());
    const context = running.createContext({ identity, clock, signal });
    const { latest, pastChangedAt } = await context.readStamps();
    const key = exportKey(read, identity);
    const cursors = exportCursors(request.table, key);
    const since = read.after === null ? null : cursors.decode(read.after, latest);
    return { read, context, latest, pastChangedAt, key, cursors, since };
  };
  /** What is known by now, through the views that show when it was known. */
  const latestLoaders = async (identity: Identity, signal: AbortSignal) => {
    const context = running.createContext({ identity, clock, signal });
    return context.loadersAt({ knownAt: (await context.readStamps()).latest });
  };
  return [
    implementProcedure(openExportProcedure, async (request, { identity, signal }) => {
      const { read, context, latest, pastChangedAt, key, cursors, since } = await open(request, identity, signal);
      const knownAt = read.knownAt ?? latest;
      const loaders = await context.loadersAt({ knownAt, validAt: read.validAt });
      await loaders.exportedTable(request.table === 'package' ? 'facts' : request.table, read.filter, since);
      const layout = request.format === 'json' ? await context.loaders.networkLayout() : null;
      const moments = [since, knownAt, pastChangedAt, layout?.laidOutAt];
      const stamps = [FORMAT_VERSION, ...moments.map((moment) => moment?.getTime() ?? 0)];
      return {
        knownAt: knownAt.toISOString(),
        tag: [...stamps, key, ...(request.table === 'package' ? [await packageTag(context)] : [])].join('-'),
        cursor: request.table === 'facts' ? cursors.encode(knownAt) : null,
      };
    }),
    implementProcedure(readExportProcedure, async ({ knownAt: given, address, ...request }, { identity, signal }) => {
      const { read, context, cursors, since } = await open(request, identity, signal);
      const knownAt = new Date(given);
      const loaders = await context.loadersAt({ knownAt, validAt: read.validAt });
      const { table: name, format } = request;
      if (name === 'package' || format === 'zip')
        return packageOf(loaders, read.filter, { address, knownAt, licence: context.dataLicence });
      const table: ExportTable = await loaders.exportedTable(name, read.filter, since);
      if (format === 'json') {
        return writeLayout({
          table,
          layout: await context.loaders.networkLayout(),
          nodesByIds: loaders.namedSubjects,
        });
      }
      const ending = since && JSON.stringify({ cursor: cursors.encode(knownAt) });
      return writeTable(format, table, ending);
    }),
    implementProcedure(readFactProcedure, async ({ id }, { identity, signal }) => ({
      fact: await (await latestLoaders(identity, signal)).exportedFact(id),
    })),
    implementProcedure(readSourceTextProcedure, async ({ id }, { identity, signal }) => ({
      text: await (await latestLoaders(identity, signal)).exportedText(id),
    })),
  ];
};
