import { z } from 'zod';
import { internalProcedure } from './procedure';

/** Largest file that a gateway takes from a client, in bytes. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** In base64, with the rest of the JSON text. */
const MAX_BODY_BYTES = Math.ceil(MAX_FILE_BYTES * 1.4);

/** `POST /receive-upload`: the bytes that a client sends for an upload. Content is base64. */
export const receiveUploadProcedure = internalProcedure(
  'receive-upload',
  z.object({ id: z.string().max(100), token: z.string().max(100), content: z.base64() }),
  z.object({ result: z.enum(['RECEIVED', 'UNKNOWN', 'WRONG_SIZE']) }),
  { maxBodyBytes: MAX_BODY_BYTES },
);

/** `POST /read-file`: a file of a post that is public, or whose address is signed. Null if there is none. Content is base64; `width` is that in pixels in which an image is shown. */
export const readFileProcedure = internalProcedure(
  'read-file',
  z.object({
    id: z.string().max(100),
    width: z.int().min(1).nullable(),
    signed: z.object({ expires: z.string().max(20), signature: z.string().max(100) }).nullable(),
  }),
  z.object({
    file: z
      .object({ fileName: z.string(), contentType: z.string(), isPublic: z.boolean(), content: z.base64() })
      .nullable(),
  }),
);
