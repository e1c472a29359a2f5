const PREFIX = 'device_';
const LENGTH = 26;

/** Id of a device, from the hash of its token, which does not lead to the token. */
export const deviceIdOf = (hash: string): string => PREFIX + hash.slice(0, LENGTH);

/** The same in SQL, of a session. */
export const DEVICE_ID = `'${PREFIX}' || left(device_hash, ${LENGTH})`;
