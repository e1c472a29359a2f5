import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@wizness/kernel';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
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

interface Shot {
  readonly png: Buffer;
  readonly kept: number;
}

/** The pictures of a view beside each other, as a small PNG. */
const sheetOf = async (shots: readonly Shot[]): Promise<Buffer> => {
  const small = await Promise.all(
    shots.map(({ png, kept }) => sharp(png).resize({ width: kept }).toBuffer({ resolveWithObject: true })),
  );
  const lefts = small.map((_, index) => small.slice(0, index).reduce((sum, { info }) => sum + info.width + GAP, 0));
  const width = small.reduce((sum, { info }) => sum + info.width + GAP, -GAP);
  const height = Math.max(...small.map(({ info }) => info.height));
  return sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .composite(small.map(({ data }, index) => ({ input: data, left: lefts[index] ?? 0, top: 0 })))
    .png({ palette: true, colours: 24, dither: 0, effort: 10 })
    .toBuffer();
};

/** Pictures of a view, wide in English and narrow in French, each light and dark. `path` is opened again in each language. */
export const takePictures = async (page: Page, open: (lang: 'en' | 'fr') => Promise<void>): Promise<Buffer> => {
  const shots: Shot[] = [];
  for (const { width, kept, lang } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await open(lang);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const height = await page.evaluate<number>('document.documentElement.scrollHeight');
      const clip = { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT) };
      shots.push({ kept, png: await page.screenshot({ fullPage: true, clip, animations: 'disabled' }) });
    }
  }
  return sheetOf(shots);
};

const TILE = 8;

/** Mean brightness of each tile of a picture, 0 to 255. */
const tilesOf = async (png: Buffer) => {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const [columns, rows] = [Math.floor(info.width / TILE), Math.floor(info.height / TILE)];
  const means = new Float64Array(columns * rows);
  for (let y = 0; y < rows * TILE; y++) {
    for (let x = 0; x < columns * TILE; x++) {
      const tile = Math.floor(y / TILE) * columns + Math.floor(x / TILE);
      means[tile] = (means[tile] ?? 0) + (data[(y * info.width + x) * info.channels] ?? 0) / TILE ** 2;
    }
  }
  return { columns, rows, means };
};

/** A tile that differs by so much has other contents, and not only the edges of its letters. */
const TOLERANCE = 14;

/**
 * The share of two pictures that differs, 0 to 1. Tiles are compared rather than pixels, so that a browser may draw letters in its
 * own way. What only one of them has differs.
 */
export const differenceOf = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all([tilesOf(one), tilesOf(other)]);
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
export const keptPicture = (name: string): Buffer => readFileSync(join(FOLDER, `${name}.png`));

/** So much of a view may differ from its kept picture. A button is about 0.001. */
const MAX_DIFFERENCE = 0.002;

/**
 * What has changed in a picture since it was kept, with the place of the new one; null if nothing has. A view without a kept picture
 * gets it, except in CI. To keep another one, delete the old one, run the test, and look at the new one.
 */
export const changeIn = async (name: string, picture: Buffer): Promise<string | null> => {
  if (!existsSync(join(FOLDER, `${name}.png`)) && CI === '') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `${name}.png`), picture);
    return null;
  }
  const difference = await differenceOf(keptPicture(name), picture);
  if (difference <= MAX_DIFFERENCE) return null;
  const path = join(tmpdir(), `wizness-picture-${name}.png`);
  writeFileSync(path, picture);
  throw new Error(
    `${name} looks different in ${(difference * 100).toFixed(1)} % of its picture. The new one is ${path}.`,
  );
};
