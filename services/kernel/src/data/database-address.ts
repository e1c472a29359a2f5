import { parse, toClientConfig } from 'pg-connection-string';
import { CodedError } from '../errors/coded-error';
import type { Host, HostedConfig } from './primary-client';
import { isUrl } from '../values/is-url';

/** An address of a database cannot be used. The message says why; it never contains the address, which has a password. */
class DatabaseAddressError extends CodedError {
  readonly code = 'INVALID_DATABASE_ADDRESS';
}

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];

const PARAMETERS = [
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'channel_binding',
  'host',
  'port',
  'application_name',
  'options',
  'target_session_attrs',
];

/** An address with several hosts: what is before them, the hosts, and what is after them. */
const SEVERAL_HOSTS = /^(\w+:\/\/(?:[^@/?#]*@)?)([^/?#]*,[^/?#]*)(.*)$/;

const DEFAULT_PORT = 5432;

const hostIn = (text: string): Host => {
  const { hostname, port } = new URL(`postgres://${text}`);
  return { host: hostname, port: port === '' ? DEFAULT_PORT : Number(port) };
};

const expectParameters = (parameters: URLSearchParams): void => {
  const unknown = [...parameters.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined)
    throw new DatabaseAddressError(`has an unknown parameter "${unknown}"; known are ${PARAMETERS.join(', ')}`);
  const mode = parameters.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode))
    throw new DatabaseAddressError(`has an unknown sslmode "${mode}"; known are ${SSL_MODES.join(', ')}`);
  if (mode === 'verify-ca' && !parameters.has('sslrootcert'))
    throw new DatabaseAddressError('has sslmode=verify-ca without sslrootcert, the file of the certificate authority');
  const session = parameters.get('target_session_attrs');
  if (session !== null && session !== READ_WRITE)
    throw new DatabaseAddressError(`has target_session_attrs="${session}"; known is ${READ_WRITE}`);
};

const READ_WRITE = 'read-write';

/**
 * Parses the URL of a database into the options of a connection. It may have several hosts with
 * `target_session_attrs=read-write`, of which one accepts writes. `sslmode` has the meaning that libpq gives it (PostgreSQL 18,
 * 32.19.1): `require` encrypts without verifying the server, `verify-full` verifies its certificate and its name. Reads
 * the files of certificates. Throws {@link DatabaseAddressError} for a parameter or file that cannot be used.
 */
export const readDatabaseAddress = (url: string): HostedConfig => {
  const [, start = '', hosts = '', end = ''] = SEVERAL_HOSTS.exec(url) ?? [];
  if (hosts === '') return readAddress(url);
  const [first = ''] = hosts.split(',');
  const address = readAddress(`${start}${first}${end}`);
  if (!new URL(`postgres://${first}${end}`).searchParams.has('target_session_attrs'))
    throw new DatabaseAddressError(`has several hosts without target_session_attrs=${READ_WRITE}`);
  try {
    return { ...address, hosts: hosts.split(',').map(hostIn) };
  } catch (cause) {
    throw new DatabaseAddressError('is malformed', { cause });
  }
};

const readAddress = (url: string): HostedConfig => {
  if (!isUrl(url)) throw new DatabaseAddressError('is malformed');
  const { searchParams } = new URL(url);
  expectParameters(searchParams);
  try {
    const { user, password, host, port, database, ssl, options, application_name } = toClientConfig(
      parse(url, { useLibpqCompat: true }),
    );
    const enableChannelBinding = ['prefer', 'require'].includes(searchParams.get('channel_binding') ?? '');
    const given = { user, password, host, port, database, ssl, options, application_name };
    return {
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
      ...(enableChannelBinding && { enableChannelBinding }),
    };
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    throw new DatabaseAddressError(path ? `names a file that cannot be read: ${path} (${code})` : 'is malformed', {
      cause,
    });
  }
};
