import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@wizness/kernel';
import type { CDPSession, Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { z } from 'zod';

const { CI } = readEnvironment({ CI: z.string().default('') });

const FOLDER = join(__dirname, '../explorer/pictures');

/** The fonts with which the kept pictures were made, by the names under which the style sheet asks for them. */
const FONTS = { 'system-ui': 'DejaVu Sans', serif: 'DejaVu Serif', monospace: 'DejaVu Sans Mono' };

/** Why pictures cannot be compared here, for the title of a suite; empty if they can. Other fonts have other widths. */
export const fontReason = (() => {
  const others = Object.entries(FONTS).flatMap(([name, wanted]) => {
    try {
      const found = execFileSync('fc-match', ['--format', '%{family}', name], { encoding: 'utf8', stdio: 'pipe' });
      return found === wanted ? [] : [`${name} is ${found}, not ${wanted}`];
    } catch {
      return ['there is no fc-match that names the fonts'];
    }
  });
  return others.length === 0 ? '' : ` (skipped: ${others.join(', ')})`;
})();

/** How a view is looked at: width of the window, and width of its picture, in pixels. */
const LOOKS = [
  { width: 1280, kept: 360, lang: 'en' },
  { width: 390, kept: 130, lang: 'fr' },
] as const;

/** A longer page is cut, in pixels of the window at each width. */
const MAX_HEIGHT = 1800;

const GAP = 10;

/** A picture as its pixels: red, green and blue of each, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const pixelsOf = async (image: Sharp): Promise<Picture> => {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
};

const rawOf = ({ width, height, data }: Picture): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

/** Pictures beside each other. */
const sheetOf = async (shots: readonly Picture[]): Promise<Picture> => {
  const lefts = shots.map((_, index) => shots.slice(0, index).reduce((sum, shot) => sum + shot.width + GAP, 0));
  const width = shots.reduce((sum, shot) => sum + shot.width + GAP, -GAP);
  const height = Math.max(...shots.map((shot) => shot.height));
  const parts = shots.map(({ data, ...size }, index) => ({
    input: data,
    raw: { ...size, channels: 3 as const },
    left: lefts[index] ?? 0,
    top: 0,
  }));
  return pixelsOf(sharp({ create: { width, height, channels: 3, background: '#808080' } }).composite(parts));
};

/** Takes a small picture of a page: the browser draws it at the size at which it is kept, which costs least. */
const takePicture = async (session: CDPSession, width: number, kept: number): Promise<Picture> => {
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const height = Math.min(Math.ceil(cssContentSize.height), MAX_HEIGHT);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: kept / width },
  });
  return pixelsOf(sharp(Buffer.from(data, 'base64')));
};

/** Pictures of a view, wide in English and narrow in French, each light and dark. `path` is opened again in each language. */
export const takePictures = async (page: Page, open: (lang: 'en' | 'fr') => Promise<void>): Promise<Picture> => {
  const session = await page.context().newCDPSession(page);
  const shots: Picture[] = [];
  for (const { width, kept, lang } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // WebGL draws in its own time when the colours change.
      if (colorScheme === 'light' || (await page.locator('canvas').count()) > 0) await open(lang);
      shots.push(await takePicture(session, width, kept));
    }
  }
  await session.detach();
  return sheetOf(shots);
};

const TILE = 8;

/** Mean brightness of each tile of a picture, 0 to 255. */
const tilesOf = ({ width, height, data }: Picture) => {
  const [columns, rows] = [Math.floor(width / TILE), Math.floor(height / TILE)];
  const means = new Float64Array(columns * rows);
  for (let y = 0; y < rows * TILE; y++) {
    for (let x = 0; x < columns * TILE; x++) {
      const tile = Math.floor(y / TILE) * columns + Math.floor(x / TILE);
      const at = (y * width + x) * 3;
      const brightness = 0.3 * (data[at] ?? 0) + 0.6 * (data[at + 1] ?? 0) + 0.1 * (data[at + 2] ?? 0);
      means[tile] = (means[tile] ?? 0) + brightness / TILE ** 2;
    }
  }
  return { columns, means };
};

/** A tile that differs by so much has other contents, and not only the edges of its letters. */
const TOLERANCE = 14;

/**
 * The share of two pictures that differs, 0 to 1. Tiles are compared rather than pixels, so that a browser may draw letters in its
 * own way. What only one of them has differs.
 */
export const differenceOf = (one: Picture, other: Picture): number => {
  const [a, b] = [tilesOf(one), tilesOf(other)];
  if (a.columns !== b.columns) return 1;
  const total = Math.max(a.means.length, b.means.length);
  let different = 0;
  for (let tile = 0; tile < total; tile++) {
    const [left, right] = [a.means[tile], b.means[tile]];
    if (left === undefined || right === undefined || Math.abs(left - right) > TOLERANCE) different += 1;
  }
  return different / total;
};

/** The kept picture of a view. */
export const keptPicture = (name: string): Promise<Picture> =>
  pixelsOf(sharp(readFileSync(join(FOLDER, `${name}.png`))));

const write = (path: string, picture: Picture): Promise<unknown> =>
  rawOf(picture).png({ palette: true, colours: 64, dither: 0, effort: 10 }).toFile(path);

/** So much of a view may differ from its kept picture. A button is about 0.001. */
const MAX_DIFFERENCE = 0.002;

/**
 * What has changed in a picture since it was kept, with the place of the new one; null if nothing has. A view without a kept picture
 * gets it, except in CI. To keep another one, delete the old one, run the test, and look at the new one.
 */
export const changeIn = async (name: string, picture: Picture): Promise<string | null> => {
  const kept = join(FOLDER, `${name}.png`);
  if (!existsSync(kept) && CI === '') {
    mkdirSync(FOLDER, { recursive: true });
    await write(kept, picture);
    return null;
  }
  const difference = differenceOf(await keptPicture(name), picture);
  if (difference <= MAX_DIFFERENCE) return null;
  const path = join(tmpdir(), `wizness-picture-${name}.png`);
  await write(path, picture);
  return `${name} looks different in ${(difference * 100).toFixed(1)} % of its picture. The new one is ${path}.`;
};
