import { AwsClient } from 'aws4fetch';
import { createFolderStore, OBJECT_KEY, type ObjectStore, type StoredObject } from './object-store';

/** A bucket of an object store that understands the protocol of Amazon S3. */
export interface S3Settings {
  /** Address of the bucket in path style: `https://s3.eu-west-3.amazonaws.com/wizness-files`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A file has at most 25 MiB. */
const TIMEOUT_MS = 30_000;
/** Of a request that the store answers with 429 or 5xx, or does not answer. */
const RETRIES = 2;

const textIn = (xml: string, element: string): string | null =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? null;

/** Keys are of our form, without characters that XML escapes. Those of another form are not ours. */
const objectsIn = (xml: string): StoredObject[] =>
  [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    key: textIn(entry, 'Key') ?? '',
    writtenAt: new Date(textIn(entry, 'LastModified') ?? ''),
  }));

/** Objects in a bucket, which must exist. Its objects need not be public: readers get files from the gateway. */
export const createS3Store = ({ url, region, accessKeyId, secretAccessKey }: S3Settings): ObjectStore => {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });

  /** Throws for every status but 2xx, and 404 of an object. */
  const request = async (method: string, path: string, body?: Uint8Array): Promise<Response> => {
    const options = { method, body, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await client.fetch(`${url}${path}`, options as RequestInit);
    if (response.ok || (response.status === 404 && method !== 'PUT' && path.startsWith('/'))) return response;
    // The answer may contain the names of keys and accounts.
    await response.body?.cancel();
    throw new Error(`The object store answered ${method} with the status ${response.status}.`);
  };

  const pathOf = (key: string): string => {
    if (!OBJECT_KEY.test(key)) throw new Error(`"${key}" is not the key of an object.`);
    return `/${key}`;
  };

  return {
    put: async (key, bytes) => {
      await request('PUT', pathOf(key), bytes);
    },
    get: async (key) => {
      const response = await request('GET', pathOf(key));
      if (response.status === 404) return null;
      return Buffer.from(await response.arrayBuffer());
    },
    delete: async (key) => {
      await request('DELETE', pathOf(key));
    },
    list: async () => {
      const objects: StoredObject[] = [];
      for (let marker: string | null = ''; marker !== null; ) {
        // The first version of the listing, whose pages follow a key: every compatible store has it.
        const xml: string = await (await request('GET', `?marker=${encodeURIComponent(marker)}`)).text();
        const page = objectsIn(xml);
        objects.push(...page.filter(({ key }) => OBJECT_KEY.test(key)));
        marker = textIn(xml, 'IsTruncated') === 'true' ? (page.at(-1)?.key ?? null) : null;
      }
      return objects;
    },
  };
};

/** Where files are: in the bucket if there is one, else in the folder. */
export const createObjectStore = ({
  filesFolder,
  s3,
}: {
  readonly filesFolder: string;
  readonly s3: S3Settings | null;
}) => (s3 ? createS3Store(s3) : createFolderStore(filesFolder));
