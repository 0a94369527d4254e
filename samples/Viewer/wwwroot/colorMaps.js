// Colour maps whose lightness changes in equal steps, so that equal differences in dB look equal. Computed in Oklch, the polar form of Oklab
// (Björn Ottosson, A perceptual color space for image processing, 2020).

const maps = {
  ember: { name: 'Ember', at: t => [0.10 + 0.88 * t, 0.02 + 0.18 * Math.sqrt(Math.sin(Math.PI * t)), 285 + 180 * t] },
  sea: { name: 'Sea', at: t => [0.12 + 0.82 * t, 0.03 + 0.14 * Math.sqrt(Math.sin(Math.PI * t)), 275 - 165 * t] },
  paper: { name: 'Paper', at: t => [1 - 0.92 * t, 0, 0] },
  grey: { name: 'Grey', at: t => [0.08 + 0.9 * t, 0, 0] },
};

export const names = Object.entries(maps).map(([id, map]) => [id, map.name]);

export const has = id => Object.hasOwn(maps, id);

const tables = new Map();

/** 256 colours as [r, g, b]. */
export function colors(id) {
  if (!tables.has(id)) tables.set(id, Array.from({ length: 256 }, (_, i) => shown(...maps[id].at(i / 255))));
  return tables.get(id);
}

/**
 * For each byte of a tile its pixel, opaque, as ImageData's Uint32Array has it.
 * @param lowest, highest dB of bytes 0 and 255
 * @param from, to dB of the first and the last colour
 */
export function palette(id, lowest, highest, from, to) {
  const table = new Uint32Array(256);
  const bytes = new Uint8Array(table.buffer);
  const all = colors(id);
  for (let i = 0; i < 256; i++) {
    const decibels = lowest + ((highest - lowest) * i) / 255;
    const place = Math.max(0, Math.min(255, Math.round((255 * (decibels - from)) / (to - from))));
    bytes.set([...all[place], 255], 4 * i);
  }
  return table;
}

/** The colour with the largest chroma up to the wished one that sRGB can show. */
function shown(lightness, chroma, hue) {
  let low = 0;
  let high = chroma;
  let color = convert(lightness, chroma, hue);
  for (let i = 0; !color.fits && i < 20; i++) {
    const middle = (low + high) / 2;
    if (convert(lightness, middle, hue).fits) low = middle;
    else high = middle;
  }
  if (!color.fits) color = convert(lightness, low, hue);
  return color.rgb;
}

function convert(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return { rgb: linear.map(encode), fits: linear.every(value => value >= -1e-4 && value <= 1.0001) };
}

function encode(value) {
  const linear = Math.max(0, Math.min(1, value));
  return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}
