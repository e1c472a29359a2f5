import type { ClientConfig } from 'pg';
import { parse, toClientConfig } from 'pg-connection-string';
import { CodedError } from '../errors/coded-error';

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
];

const expectParameters = (parameters: URLSearchParams): void => {
  const unknown = [...parameters.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined)
    throw new DatabaseAddressError(`has an unknown parameter "${unknown}"; known are ${PARAMETERS.join(', ')}`);
  const mode = parameters.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode))
    throw new DatabaseAddressError(`has an unknown sslmode "${mode}"; known are ${SSL_MODES.join(', ')}`);
  if (mode === 'verify-ca' && !parameters.has('sslrootcert'))
    throw new DatabaseAddressError('has sslmode=verify-ca without sslrootcert, the file of the certificate authority');
};

/**
 * Parses the URL of a database into the options of a connection. `sslmode` has the meaning that libpq gives it (PostgreSQL 18,
 * 32.19.1): `require` encrypts without verifying the server, `verify-full` verifies its certificate and its name. Reads
 * the files of certificates. Throws {@link DatabaseAddressError} for a parameter or file that cannot be used.
 */
export const readDatabaseAddress = (url: string): ClientConfig => {
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
