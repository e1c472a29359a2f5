import sharp from 'sharp';
import { SMALLER_WIDTHS } from './attachment.entity';
import type { ImageFormat } from './file-format';

/** Width and height of a stored image do not exceed this, in pixels. */
const MAX_SIDE = 1600;
/** A small file can describe an image that fills the memory. */
const MAX_PIXELS = 40e6;
/** The decoder of AVIF takes more memory and time than the others: 700 MB and 9 s for 40 million pixels. */
const MAX_AVIF_PIXELS = 16e6;
const TIMEOUT_SECONDS = 10;

// The library reads many formats, among them SVG with its scripts and references: only those that are wanted stay.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((loader) => `VipsForeignLoad${loader}Buffer`),
});
sharp.concurrency(1);
sharp.cache(false);

export interface EncodedImage {
  /** WebP, with nothing of the original but its pixels: no EXIF data, no place, nothing behind the image. */
  readonly bytes: Buffer;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The same in each of {@link SMALLER_WIDTHS} that is less than its own. */
  readonly smaller: readonly { readonly width: number; readonly bytes: Buffer }[];
}

const encode = async (bytes: Uint8Array, format: ImageFormat): Promise<EncodedImage | null> => {
  const limitInputPixels = format === 'avif' ? MAX_AVIF_PIXELS : MAX_PIXELS;
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels, failOn: 'error', autoOrient: true })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: ownWidth, height, channels } = info;
    const raw = { width: ownWidth, height, channels };
    const inWidth = (width: number) => sharp(data, { raw }).resize({ width }).webp().toBuffer();
    const smaller: { width: number; bytes: Buffer }[] = [];
    for (const width of SMALLER_WIDTHS) if (width < ownWidth) smaller.push({ width, bytes: await inWidth(width) });
    return { bytes: await inWidth(ownWidth), width: ownWidth, height, smaller };
  } catch {
    return null;
  }
};

let last: Promise<unknown> = Promise.resolve();

/**
 * Decodes an image, turns it upright, and encodes it again. Null for one that is damaged, too large, or takes too long. One
 * after the other: each takes hundreds of megabytes, and a thread that other requests wait for.
 */
export const encodeImage = (bytes: Uint8Array, format: ImageFormat): Promise<EncodedImage | null> => {
  const encoded = last.then(() => encode(bytes, format));
  last = encoded;
  return encoded;
};
