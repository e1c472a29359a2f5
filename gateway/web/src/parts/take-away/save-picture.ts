/** Properties that the style sheet gives to the parts of a picture. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stop-color',
  'stop-opacity',
  'font-family',
  'font-size',
  'text-anchor',
  'paint-order',
];

/** In pixels: the line with title and address below the picture, and what is left free around it. */
const LINE = 22;
const MARGIN = 16;

const SVG = 'http://www.w3.org/2000/svg';

/** A picture of the page as a file of its own: with its colours, and a line that says what it shows and where it is from. */
const pictureFile = (
  picture: SVGSVGElement,
  source: string,
): { readonly svg: string; readonly width: number; readonly height: number } => {
  const { width, height } = picture.getBoundingClientRect();
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [...picture.querySelectorAll('*')];
  for (const [index, element] of [...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const property of STYLES) element.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'tabindex', 'href', 'role']) element.removeAttribute(name);
  }
  const { backgroundColor, color } = getComputedStyle(document.body);
  const [outerWidth, outerHeight] = [width + 2 * MARGIN, height + 2 * MARGIN + LINE];
  const outer = document.createElementNS(SVG, 'svg');
  outer.setAttribute('xmlns', SVG);
  outer.setAttribute('width', `${outerWidth}`);
  outer.setAttribute('height', `${outerHeight}`);
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: backgroundColor }))
    ground.setAttribute(name, value);
  for (const [name, value] of Object.entries({
    x: `${MARGIN}`,
    y: `${MARGIN}`,
    width: `${width}`,
    height: `${height}`,
  }))
    copy.setAttribute(name, value);
  const line = document.createElementNS(SVG, 'text');
  line.textContent = source;
  for (const [name, value] of Object.entries({
    x: `${MARGIN}`,
    y: `${outerHeight - MARGIN}`,
    fill: color,
    'font-family': 'sans-serif',
    'font-size': '12',
  }))
    line.setAttribute(name, value);
  outer.append(ground, copy, line);
  return { svg: new XMLSerializer().serializeToString(outer), width: outerWidth, height: outerHeight };
};

const save = (url: string, name: string): void => {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
};

/** Saves a picture as SVG. */
export const saveSvg = (picture: SVGSVGElement, name: string, source: string): void => {
  const url = URL.createObjectURL(new Blob([pictureFile(picture, source).svg], { type: 'image/svg+xml' }));
  save(url, `${name}.svg`);
  URL.revokeObjectURL(url);
};

/** Saves a picture as PNG, twice as fine as it is on a usual screen. */
export const savePng = async (picture: SVGSVGElement, name: string, source: string): Promise<void> => {
  const { svg, width, height } = pictureFile(picture, source);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  save(canvas.toDataURL('image/png'), `${name}.png`);
};
