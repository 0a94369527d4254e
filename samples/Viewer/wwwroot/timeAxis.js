// Where frames lie on the screen's axis, and when they were recorded. The axis counts frames; with gaps to scale it also counts those that
// were not recorded.

export class TimeAxis {
  constructor(recording) {
    this.rate = recording.rate;
    this.hasClock = recording.hasClock;
    this.toScale = false;
    this.grow(recording);
  }

  /** Takes the recording as it is now; what was there stays where it was. */
  grow(recording) {
    this.frames = recording.frames;
    this.files = recording.files;
    this.stretches = recording.stretches;
    this.clocks = recording.files.map(file => (file.clock ? Date.parse(file.clock + 'Z') : null));
    this.gapSeconds = Math.max(0, ...this.stretches.map(stretch => stretch.gapSeconds));
    this.setGaps(this.toScale);
  }

  /** Lays the stretches out, with gaps at their true length or without. */
  setGaps(toScale) {
    this.toScale = toScale;
    let at = 0;
    this.pieces = this.stretches.map(stretch => {
      if (toScale) at += Math.round(Math.max(0, stretch.gapSeconds) * this.rate);
      const piece = { start: stretch.startFrame, count: stretch.frameCount, axis: at, gapSeconds: stretch.gapSeconds };
      at += stretch.frameCount;
      return piece;
    });
    this.length = Math.max(1, at);
    this.layout = (this.layout ?? 0) + 1; // another one wherever frames may lie elsewhere, or are more
  }

  /** Place of a frame on the axis. */
  toAxis(frame) {
    const piece = this.pieces[last(this.pieces, p => p.start <= frame)];
    return piece ? piece.axis + (frame - piece.start) : frame;
  }

  /** The frame at a place: {frame, isGap}; in a gap the first one after it. */
  toFrame(place) {
    const i = last(this.pieces, p => p.axis <= place);
    const piece = this.pieces[Math.max(0, i)];
    if (!piece) return { frame: 0, isGap: false };
    const inside = place - piece.axis;
    if (inside < piece.count || i === this.pieces.length - 1) return { frame: piece.start + Math.max(0, Math.min(piece.count, inside)), isGap: false };
    return { frame: this.pieces[i + 1].start, isGap: true };
  }

  /** The pieces between two places, cut to them: {start, count, axis}. */
  between(from, to) {
    const found = [];
    for (let i = Math.max(0, last(this.pieces, p => p.axis <= from)); i < this.pieces.length && this.pieces[i].axis < to; i++) {
      const { start, count, axis } = this.pieces[i];
      const first = Math.max(0, from - axis);
      const end = Math.min(count, to - axis);
      if (end > first) found.push({ start: start + first, count: end - first, axis: axis + first });
    }
    return found;
  }

  /** Breaks of the clock between two places: {axis, width, seconds}; width 0 where gaps are not to scale. */
  breaksBetween(from, to) {
    const found = [];
    for (let i = Math.max(1, last(this.pieces, p => p.axis <= from)); i < this.pieces.length; i++) {
      const piece = this.pieces[i];
      const before = this.pieces[i - 1];
      const start = before.axis + before.count;
      if (start > to) break;
      if (piece.axis >= from) found.push({ axis: start, width: piece.axis - start, seconds: piece.gapSeconds });
    }
    return found;
  }

  /** Index of the file that holds a frame. */
  fileAt(frame) {
    return Math.max(0, last(this.files, file => file.startFrame <= frame));
  }

  /** What the clock showed, in milliseconds as if it were UTC; null where no file says. */
  clockAt(frame) {
    const i = this.fileAt(frame);
    return this.clocks[i] === null ? null : this.clocks[i] + ((frame - this.files[i].startFrame) / this.rate) * 1000;
  }
}

/** Index of the last entry of an ascending list that a condition holds for; −1 for none. */
export function last(list, condition) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (condition(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
