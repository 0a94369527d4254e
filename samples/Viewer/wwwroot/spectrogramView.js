// Spectrograms: which tiles are in view, and how they come onto a canvas.

import { palette } from './colorMaps.js';
import { PixelTiles } from './pixelTiles.js';
import { TileStore } from './tileStore.js';

const columns = 256; // of a tile
const firstQuality = 1; // spectra of a column that are computed at first, where it stands for many
const secondQuality = 16;
const atOnce = 64; // as many of a column are computed without a preview

export class SpectrogramView {
  constructor(recording, axis, view, changed) {
    this.recording = recording;
    this.axis = axis;
    this.view = view;
    this.store = new TileStore(({ bytes }) => ({ levels: new Uint8Array(bytes), painted: null }), 96 << 20, changed);
    this.pictures = new PixelTiles();
  }

  /** Frames that a column stands for at this zoom: as many as a pixel of the screen, a power of two. */
  get step() {
    const perPixel = this.view.span / (this.view.width * devicePixelRatio);
    const least = Math.max(1, this.view.options.size / 32);
    return 2 ** Math.max(Math.log2(least), Math.round(Math.log2(Math.max(1, perPixel))));
  }

  /** The tiles in view: [{key, index, step, from, to}] in frames, with the axis place of `from`. */
  *tilesInView(channel, step, from = this.view.start, to = this.view.stop) {
    const { size, peak } = this.view.options;
    const half = Math.min(step, size / 2) / 2; // a column lies around the middle of its spectrum
    for (const piece of this.axis.between(from, to)) {
      const first = Math.max(0, Math.floor((piece.start + half) / (columns * step)));
      const end = Math.floor((piece.start + piece.count + half) / (columns * step));
      for (let index = first; index <= end && index * columns * step < this.recording.frames; index++) {
        yield {
          key: `${channel}/${size}/${peak}/${step}/${index}`, channel, step, index, piece,
          start: index * columns * step - half,
        };
      }
    }
  }

  /** Asks for what is in view and just beside it. */
  want(channels) {
    const wanted = [];
    const upgrades = [];
    const { size, peak } = this.view.options;
    const step = this.step;
    const spectra = Math.max(1, step / (size / 2));
    let [taken, of] = [1, 1];
    const add = (tile, list) => {
      const known = this.store.peek(tile.key);
      const ranks = spectra <= atOnce ? [[2, spectra]] : [[0, firstQuality], [1, secondQuality], [2, spectra]];
      const next = ranks.find(([rank]) => rank > (known?.rank ?? -1));
      if (!next) return;
      const url = `spectrogram?channel=${tile.channel}&size=${size}&step=${step}&index=${tile.index}&peak=${peak}&quality=${next[1]}`;
      (known ? upgrades : list).push({ key: tile.key, url, rank: next[0], stop: (tile.index + 1) * columns * step + size });
    };
    for (const channel of channels) {
      for (const tile of this.tilesInView(channel, step)) {
        add(tile, wanted);
        const known = this.store.peek(tile.key);
        if (known && known.taken / known.of < taken / of) [taken, of] = [known.taken, known.of];
      }
    }
    this.taken = taken;
    this.of = of;
    const beside = [];
    if (wanted.length === 0 && upgrades.length === 0) {
      const { start, span, stop } = this.view;
      for (const channel of channels) {
        for (const tile of this.tilesInView(channel, step, Math.max(0, start - span / 2), start)) add(tile, beside);
        for (const tile of this.tilesInView(channel, step, stop, Math.min(this.axis.length, stop + span / 2))) add(tile, beside);
      }
    }
    this.waiting = wanted.length;
    this.refining = upgrades.length;
    this.store.want([...wanted, ...upgrades, ...beside]);
  }

  /** Draws a channel into a box of device pixels: {x, y, width, height}. */
  draw(context, channel, box) {
    const { start, span, stop } = this.view;
    const step = this.step;
    this.pictures.draw(context, { start, span, stop }, box, channel, part => this.#version(channel, step, part), (on, part, place) => this.#paintRange(on, channel, step, part, place));
  }

  /** What a range of a channel looks like; null while tiles of it are missing. */
  #version(channel, step, range) {
    const { size, peak, map, dbLow, dbHigh } = this.view.options;
    let version = `${size} ${peak} ${map} ${dbLow} ${dbHigh} ${this.view.low} ${this.view.high} ${this.axis.layout}`;
    for (const tile of this.tilesInView(channel, step, range.start, range.stop)) {
      const known = this.store.get(tile.key);
      if (!known) return null;
      version += ` ${known.stamp}`;
    }
    return version;
  }

  #paintRange(context, channel, step, range, box) {
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.imageSmoothingEnabled = true;
    const tiles = [...this.tilesInView(channel, step, range.start, range.stop)];
    // What is there of other zooms first: nothing blinks while the right tiles come.
    if (tiles.some(tile => !this.store.peek(tile.key))) {
      for (const factor of [64, 32, 16, 8, 4, 2, 1 / 8, 1 / 4, 1 / 2]) {
        if (step * factor < 1) continue;
        for (const tile of this.tilesInView(channel, step * factor, range.start, range.stop)) this.#drawTile(context, tile, range, box, this.store.peek(tile.key));
      }
    }
    for (const tile of tiles) this.#drawTile(context, tile, range, box, this.store.peek(tile.key));
    context.restore();
  }

  #drawTile(context, tile, range, box, known) {
    if (!known) return;
    const { piece } = tile;
    const scale = box.width / range.span;
    const x = frame => box.x + (piece.axis + (frame - piece.start) - range.start) * scale;
    // Edges on whole pixels, the same for both neighbours: no seam between them.
    const left = Math.round(x(tile.start));
    const right = Math.round(x(tile.start + columns * tile.step));
    const from = Math.max(left, Math.round(x(piece.start)));
    const to = Math.min(right, Math.round(x(piece.start + piece.count)));
    if (to <= from || right <= left) return;
    const picture = this.#paint(known, box.height);
    const { top, bottom } = picture.place;
    const perPixel = columns / (right - left);
    const y = hz => box.y + ((this.view.high - hz) / (this.view.high - this.view.low)) * box.height;
    context.drawImage(
      picture.canvas, (from - left) * perPixel, 0, (to - from) * perPixel, picture.canvas.height, from, y(top), to - from, y(bottom) - y(top));
  }

  /** The part of a tile in the band of frequencies, in colours; rows that share a pixel show the highest level. */
  #paint(tile, height) {
    const { size, map, dbLow, dbHigh } = this.view.options;
    const { low, high } = this.view;
    const version = `${map} ${dbLow} ${dbHigh} ${low} ${high} ${height}`;
    if (tile.painted?.version === version) return tile.painted;
    const bins = size / 2 + 1;
    const width = this.recording.rate / size; // Hz of a bin, which lies around its frequency
    const first = Math.max(0, Math.floor(low / width + 0.5));
    const end = Math.min(bins, Math.ceil(high / width + 0.5));
    const pool = Math.max(1, Math.floor((end - first) / height));
    const rows = Math.ceil((end - first) / pool);
    const canvas = tile.painted?.canvas ?? document.createElement('canvas');
    canvas.width = columns;
    canvas.height = rows;
    const image = new ImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const table = this.#table();
    for (let column = 0; column < columns; column++) {
      const at = column * bins;
      for (let row = 0; row < rows; row++) {
        const bin = first + row * pool;
        let level = 0;
        for (let i = bin; i < Math.min(end, bin + pool); i++) if (tile.levels[at + i] > level) level = tile.levels[at + i];
        pixels[(rows - 1 - row) * columns + column] = table[level];
      }
    }
    canvas.getContext('2d').putImageData(image, 0, 0);
    tile.painted = { canvas, version, place: { bottom: (first - 0.5) * width, top: (first + rows * pool - 0.5) * width } };
    return tile.painted;
  }

  #table() {
    const { map, dbLow, dbHigh } = this.view.options;
    const { lowestDecibels, highestDecibels } = this.recording;
    const version = `${map} ${dbLow} ${dbHigh}`;
    if (this.tableVersion !== version) {
      this.colors = palette(map, lowestDecibels, highestDecibels, dbLow, dbHigh);
      this.tableVersion = version;
    }
    return this.colors;
  }

  /** Level in dB at a place and a frequency; null where it is not known. */
  level(channel, place, hz) {
    const step = this.step;
    for (const tile of this.tilesInView(channel, step, place, place + 1)) {
      const known = this.store.peek(tile.key);
      const bins = this.view.options.size / 2 + 1;
      const frame = tile.piece.start + (place - tile.piece.axis);
      const column = Math.floor((frame - tile.start) / step);
      const bin = Math.round((hz / this.recording.rate) * this.view.options.size);
      if (!known || column < 0 || column >= columns || bin < 0 || bin >= bins) continue;
      const { lowestDecibels, highestDecibels } = this.recording;
      return lowestDecibels + ((highestDecibels - lowestDecibels) * known.levels[column * bins + bin]) / 255;
    }
    return null;
  }

  /** dB that suit what is in view: from the median of its levels to the highest one in a thousand; null where nothing is there. */
  fit(channels) {
    const counts = new Float64Array(256);
    for (const channel of channels) {
      for (const tile of this.tilesInView(channel, this.step)) {
        const known = this.store.peek(tile.key);
        if (known) for (let i = 0; i < known.levels.length; i += 7) counts[known.levels[i]]++;
      }
    }
    counts[0] = 0; // silence, and what lies beyond the end
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total < 1000) return null;
    const decibels = share => {
      let sum = 0;
      const byte = counts.findIndex(count => (sum += count) >= share * total);
      const { lowestDecibels, highestDecibels } = this.recording;
      return lowestDecibels + ((highestDecibels - lowestDecibels) * byte) / 255;
    };
    const low = Math.floor(decibels(0.4) / 5) * 5;
    const high = Math.min(0, Math.max(low + 30, Math.ceil(decibels(0.9995) / 5) * 5));
    return { low: Math.min(low, high - 10), high };
  }
}
