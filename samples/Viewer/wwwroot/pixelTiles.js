// Pictures of what does not change while it is panned, in columns of device pixels that are counted from the beginning of the axis: they are
// drawn once at a zoom and moved from then on.

const columns = 256; // of a picture
const windows = 4; // as many of them are kept as cover so many screens

export class PixelTiles {
  constructor() {
    this.kept = new Map(); // in the order of their use
    this.pixels = 0;
    this.painted = 0; // for tests and the curious
  }

  /**
   * Draws a range of the axis into a box of device pixels, at most half a pixel beside where it is.
   * @param key which picture
   * @param versionOf what the columns of a range look like, as a text; null where that is for now, and is not to be kept
   * @param paint draws a range into a box of a context
   */
  draw(context, range, box, key, versionOf, paint) {
    const perPixel = range.span / box.width;
    const first = Math.round(range.start / perPixel);
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.imageSmoothingEnabled = false; // pixel on pixel
    for (let index = Math.floor(first / columns); index * columns < first + box.width; index++) {
      const part = { start: index * columns * perPixel, span: columns * perPixel, stop: (index + 1) * columns * perPixel, width: columns / devicePixelRatio };
      const x = box.x + index * columns - first;
      const version = versionOf(part);
      if (version === null) paint(context, part, { x, y: box.y, width: columns, height: box.height });
      else context.drawImage(this.#picture(`${key}/${perPixel}/${index}`, `${version}/${box.height}`, part, box.height, paint), x, box.y);
    }
    context.restore();
  }

  #picture(key, version, part, height, paint) {
    let found = this.kept.get(key);
    this.kept.delete(key);
    if (found?.version !== version) {
      const canvas = found?.canvas ?? document.createElement('canvas');
      this.pixels -= canvas.width * canvas.height * (found ? 1 : 0);
      canvas.width = columns; // clears it, too
      canvas.height = height;
      this.pixels += columns * height;
      paint(canvas.getContext('2d'), part, { x: 0, y: 0, width: columns, height });
      this.painted++;
      found = { canvas, version };
    }
    this.kept.set(key, found);
    const most = windows * screen.width * screen.height * devicePixelRatio ** 2;
    for (const [oldest, { canvas }] of this.kept) {
      if (this.pixels <= most || oldest === key) break;
      this.pixels -= canvas.width * canvas.height;
      this.kept.delete(oldest);
    }
    return found.canvas;
  }
}
