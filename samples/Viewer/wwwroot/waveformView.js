// Waveforms: least and greatest sample of every pixel, and within them the root of the mean square; close by, the samples themselves.

import { PixelTiles } from './pixelTiles.js';
import { TileStore } from './tileStore.js';

const bins = 1024; // of a tile

export class WaveformView {
  constructor(recording, axis, changed) {
    this.recording = recording;
    this.axis = axis;
    this.store = new TileStore(({ bytes }) => ({ values: new Float32Array(bytes) }), 24 << 20, changed);
    this.pictures = new PixelTiles();
  }

  /** Frames that a bin stands for: no more than a pixel has, a power of two. */
  step(range) {
    const perPixel = range.span / (range.width * devicePixelRatio);
    // Of hours, a bin may be a little wider than a pixel: half as many places of the file are looked at for the first picture.
    return 2 ** Math.max(0, perPixel > 1 << 15 ? Math.round(Math.log2(perPixel)) : Math.floor(Math.log2(perPixel)));
  }

  *tilesInView(range, step, filter) {
    for (const piece of this.axis.between(range.start, range.stop)) {
      const end = Math.floor((piece.start + piece.count) / (bins * step));
      for (let index = Math.floor(piece.start / (bins * step)); index <= end && index * bins * step < this.recording.frames; index++)
        yield { key: `${filter}/${step}/${index}`, url: `waveform?step=${step}&index=${index}${filter}`, rank: 0, stop: filter ? Infinity : (index + 1) * bins * step };
    }
  }

  /** Asks for what is in view, ranges of the axis with their filters, and for what lies just beside it. */
  want(wanted) {
    const tiles = [];
    const beside = [];
    let sampled = false;
    for (const { range, filter } of wanted) {
      const step = this.step(range);
      for (const tile of this.tilesInView(range, step, filter)) {
        tiles.push(tile);
        if (this.store.peek(tile.key)?.taken < this.store.peek(tile.key)?.of) sampled = true;
      }
      const { start, stop, span } = range;
      beside.push(...this.tilesInView({ start: Math.max(0, start - span / 2), stop: start }, step, filter));
      beside.push(...this.tilesInView({ start: stop, stop: Math.min(this.axis.length, stop + span / 2) }, step, filter));
    }
    this.sampled = sampled;
    this.store.want(tiles, beside);
  }

  /**
   * Draws a channel into a box of device pixels.
   * @param edge the sample at the upper edge of the box
   * @param style {wave, strong, line}: colours; line alone draws the greatest values as a line, as of an envelope
   */
  draw(context, range, channels, box, edge, style, filter = '') {
    const step = this.step(range);
    // Pixels at the edges of a picture show what lies just beyond them.
    const margin = (2 * range.span) / box.width + (step === 1 ? 2 : 0);
    const look = `${edge} ${style.wave} ${style.strong} ${style.line} ${filter}`;
    this.pictures.draw(
      context, range, box, `${channels} ${look}`, part => this.#version({ start: part.start - margin, stop: part.stop + margin }, step, filter),
      (on, part, place) => this.#paintRange(on, part, step, channels, place, edge, style, filter, margin));
  }

  /** What is known of a range; null while some is missing. */
  #version(range, step, filter) {
    let version = `${this.axis.layout}`;
    for (const tile of this.tilesInView(range, step, filter)) {
      const known = this.store.get(tile.key);
      if (!known) return null;
      version += ` ${known.stamp}`;
    }
    return version;
  }

  #paintRange(context, range, step, channels, box, edge, style, filter, margin) {
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    // What is there of other zooms stands in until all is there.
    const isThere = s => [...this.tilesInView(range, s, filter)].every(tile => this.store.peek(tile.key));
    const shown = [step, ...[2, 4, 8, 16, 32, 64].map(factor => step * factor)].find(isThere) ?? step;
    const perFrame = box.width / range.span;
    const isSamples = shown === 1 && perFrame > 0.5;
    for (const piece of this.axis.between(range.start - margin, range.stop + margin)) {
      if (isSamples) this.#drawSamples(context, range, piece, channels, box, edge, style, filter);
      else this.#drawBins(context, range, piece, channels, box, edge, style, filter, shown);
    }
    context.restore();
  }

  #drawBins(context, range, piece, channels, box, edge, style, filter, step) {
    const middle = box.y + box.height / 2;
    const scale = box.height / 2 / edge;
    const perPixel = range.span / box.width;
    const beside = style.line ? 1 : 0; // a line goes on in the next picture
    const first = Math.max(-beside, Math.round((piece.axis - range.start) / perPixel));
    const end = Math.min(box.width + beside, Math.round((piece.axis + piece.count - range.start) / perPixel));
    const outer = new Path2D();
    const inner = new Path2D();
    let isDrawn = false;
    for (let x = first; x < end; x++) {
      const from = piece.start + (range.start + x * perPixel - piece.axis);
      const found = this.#reduce(from, from + perPixel, channels, filter, step);
      if (!found) continue;
      const top = middle - found.greatest * scale;
      const bottom = middle - found.least * scale;
      if (style.line) {
        if (isDrawn) outer.lineTo(box.x + x + 0.5, top);
        else outer.moveTo(box.x + x + 0.5, top);
        isDrawn = true;
        continue;
      }
      outer.rect(box.x + x, top, 1, Math.max(1, bottom - top));
      const high = Math.min(found.greatest, found.rms);
      const low = Math.max(found.least, -found.rms);
      if (high > low) inner.rect(box.x + x, middle - high * scale, 1, (high - low) * scale);
    }
    if (style.line) {
      context.strokeStyle = style.line;
      context.lineWidth = 1.5 * devicePixelRatio;
      context.stroke(outer);
      return;
    }
    context.fillStyle = style.wave;
    context.fill(outer);
    context.fillStyle = style.strong;
    context.fill(inner);
  }

  #drawSamples(context, range, piece, channels, box, edge, style, filter) {
    const middle = box.y + box.height / 2;
    const scale = box.height / 2 / edge;
    const perFrame = box.width / range.span;
    const path = new Path2D();
    const dots = new Path2D();
    const first = Math.max(0, Math.floor(piece.start) - 1);
    const end = Math.min(this.recording.frames, Math.ceil(piece.start + piece.count) + 1);
    let isDrawn = false;
    for (let frame = first; frame < end; frame++) {
      const found = this.#reduce(frame, frame + 1, channels, filter, 1);
      if (!found) {
        isDrawn = false;
        continue;
      }
      const x = box.x + (piece.axis + (frame - piece.start) - range.start) * perFrame;
      const y = middle - found.greatest * scale;
      if (isDrawn) path.lineTo(x, y);
      else path.moveTo(x, y);
      isDrawn = true;
      if (perFrame > 5 * devicePixelRatio && !style.line) dots.rect(x - 1.5 * devicePixelRatio, y - 1.5 * devicePixelRatio, 3 * devicePixelRatio, 3 * devicePixelRatio);
    }
    context.strokeStyle = style.line ?? style.strong;
    context.lineWidth = (style.line ? 1.5 : 1.2) * devicePixelRatio;
    context.stroke(path);
    context.fillStyle = style.strong ?? style.line;
    context.fill(dots);
  }

  /** Least, greatest and RMS of frames, from bins that touch them; null where they are not known. */
  #reduce(from, to, channels, filter, step) {
    let [least, greatest, squares, count] = [Infinity, -Infinity, 0, 0];
    const end = Math.max(Math.floor(from / step) + 1, Math.ceil(to / step - 1e-6));
    for (let bin = Math.max(0, Math.floor(from / step + 1e-6)); bin < end; bin++) {
      const index = Math.floor(bin / bins);
      const tile = this.store.peek(`${filter}/${step}/${index}`);
      if (!tile) continue;
      const place = bin - index * bins;
      for (const channel of channels) {
        const at = channel * 3 * bins + place;
        if (!(tile.values[at] <= tile.values[at + bins])) continue; // NaN beyond the end
        least = Math.min(least, tile.values[at]);
        greatest = Math.max(greatest, tile.values[at + bins]);
        squares += tile.values[at + 2 * bins] ** 2;
        count++;
      }
    }
    return count ? { least, greatest, rms: Math.sqrt(squares / count) } : null;
  }

  /** Greatest absolute value of a channel in a range; 0 where nothing is known. */
  peak(range, channels) {
    const step = this.step(range);
    let peak = 0;
    for (const tile of this.tilesInView(range, step, '')) {
      const values = this.store.peek(tile.key)?.values;
      if (!values) continue;
      for (const channel of channels) {
        for (let i = channel * 3 * bins; i < (channel * 3 + 2) * bins; i++) if (Math.abs(values[i]) > peak) peak = Math.abs(values[i]);
      }
    }
    return peak;
  }

  /** Values at a place for the read-out: {least, greatest, rms}; null where they are not known. */
  at(range, place, channel) {
    const { frame, isGap } = this.axis.toFrame(place);
    if (isGap) return null;
    const step = this.step(range);
    return this.#reduce(frame, frame + Math.max(1, range.span / (range.width * devicePixelRatio)), [channel], '', step);
  }
}
