// What lies over the plots: gaps and joins, damage, markers, labels, the label that is being drawn, the cursor.

import { duration } from './format.js';
import { fit, gutter } from './layout.js';
import { theme } from './theme.js';

/** Colours that are seen on a spectrogram, which is mostly dark, whatever the page is like. */
const onSpectrogram = { danger: '#ff7b72', marker: '#8ee6c0' };
const colorOn = (pane, name) => (pane.kind === 'spectrogram' ? onSpectrogram : theme)[name];

const mostText = 260; // pixels
const textRows = 4;

/** Stripes over what is damaged. */
export function hatch(context, x, y, width, height, color = theme.danger) {
  const scale = devicePixelRatio;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = 'rgba(255, 90, 80, .22)';
  context.fillRect(x, y, width, height);
  context.strokeStyle = color;
  context.lineWidth = 1.5 * scale;
  context.beginPath();
  // Counted from the left edge of the canvas: stripes stay where they are while damage is scrolled.
  const step = 9 * scale;
  for (let at = Math.floor((x - height) / step) * step; at < x + width; at += step) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

export class Overlay {
  constructor(canvas, plots, axis, view, labels, recording, condition) {
    Object.assign(this, { canvas, plots, axis, view, labels, recording, condition });
    this.playhead = 0; // a place on the axis
    this.hover = null; // {x, y} in CSS pixels
    this.draft = null; // a label that is being drawn
  }

  draw() {
    const { plots, view } = this;
    const context = fit(this.canvas, plots.width, plots.height);
    const scale = devicePixelRatio;
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.save();
    context.beginPath();
    context.rect(gutter * scale, 0, view.width * scale, this.canvas.height);
    context.clip();
    context.scale(scale, scale);
    context.translate(gutter, 0);
    context.font = `11px ${theme.font}`;
    context.textBaseline = 'middle';
    const panes = plots.visible;
    this.#breaks(context, panes);
    this.#damage(context, panes);
    this.#markers(context, panes);
    this.boxes = [];
    for (const label of this.labels.between(this.axis.toFrame(view.start).frame, this.axis.toFrame(view.stop).frame)) this.#label(context, label, panes);
    if (this.draft) this.#label(context, this.draft, panes);
    this.#cursors(context, panes);
    context.restore();
  }

  #breaks(context, panes) {
    const { view, axis } = this;
    let lastText = -Infinity;
    for (const gap of axis.breaksBetween(view.start - axis.rate, view.stop)) {
      const x = view.x(gap.axis);
      const width = gap.width ? Math.max(1, view.x(gap.axis + gap.width) - x) : 0;
      for (const pane of panes) {
        if (width) {
          context.fillStyle = theme.gap;
          context.fillRect(x, pane.y, width, pane.height);
        }
        // Seen on light and dark alike.
        for (const [color, dash] of [['rgba(0, 0, 0, .8)', []], ['#ffffff', [4, 4]]]) {
          context.strokeStyle = color;
          context.lineWidth = 1;
          context.setLineDash(dash);
          context.beginPath();
          context.moveTo(Math.round(x) + 0.5, pane.y);
          context.lineTo(Math.round(x) + 0.5, pane.y + pane.height);
          context.stroke();
        }
        context.setLineDash([]);
      }
      const top = panes[0];
      if (top && x - lastText > 110) {
        this.#chip(context, `${gap.seconds < 0 ? 'overlap' : 'gap'} ${duration(gap.seconds)}`, x + 4 + Math.max(0, Math.min(width / 2 - 40, width)), top.y + 11);
        lastText = x;
      }
    }
    // Where files follow each other without a break.
    if (this.recording.files.length > 1) {
      context.fillStyle = theme.quiet;
      for (const file of this.recording.files) {
        const x = view.x(axis.toAxis(file.startFrame));
        if (x > 0 && x < view.width) for (const pane of panes) context.fillRect(Math.round(x), pane.y, 1, 7);
      }
    }
  }

  #damage(context, panes) {
    for (const [start, count] of this.condition.damaged) {
      const x = this.view.x(this.axis.toAxis(start));
      const end = this.view.x(this.axis.toAxis(start + count));
      if (end < 0 || x > this.view.width) continue;
      for (const pane of panes) {
        context.save();
        context.setTransform(1, 0, 0, 1, 0, 0);
        const scale = devicePixelRatio;
        hatch(context, (gutter + x) * scale, pane.y * scale, Math.max(2, end - x) * scale, pane.height * scale, colorOn(pane, 'danger'));
        context.restore();
      }
      if (panes[0] && end - x > 60) this.#chip(context, 'damaged', Math.max(4, x + 4), panes[0].y + 11, theme.danger);
    }
  }

  #markers(context, panes) {
    for (const marker of this.recording.markers) {
      const x = Math.round(this.view.x(this.axis.toAxis(marker.startFrame)));
      if (x < -300 || x > this.view.width + 300) continue;
      for (const pane of panes) {
        context.fillStyle = 'rgba(0, 0, 0, .6)'; // a rim, for light colour maps
        if (pane.kind === 'spectrogram') context.fillRect(x - 1, pane.y, 3, pane.height);
        context.fillStyle = colorOn(pane, 'marker');
        context.fillRect(x, pane.y, 1, pane.height);
      }
      const end = this.view.x(this.axis.toAxis(marker.startFrame + marker.frameCount));
      if (panes[0] && marker.frameCount) {
        context.fillStyle = colorOn(panes[0], 'marker');
        context.fillRect(x, panes[0].y, Math.max(1, end - x), 3);
      }
    }
    if (!panes[0]) return;
    const bottom = panes[0].y + panes[0].height - 11;
    for (const { marker, row, left } of this.#placed(context)) {
      const x = Math.round(this.view.x(this.axis.toAxis(marker.startFrame)));
      if (x > -300 && x < this.view.width + 300) this.#chip(context, marker.text, x + left, bottom - row * 19, theme.marker, mostText);
    }
  }

  /** Where the texts of markers are: beside their lines, in rows, none over another. Made for the whole at once: none jumps while it is moved. */
  #placed(context) {
    const { axis, view, recording } = this;
    const key = `${view.span} ${view.width} ${axis.length} ${axis.layout}`;
    if (this.placed?.key === key && this.placed.markers === recording.markers) return this.placed.texts;
    const perPixel = view.span / view.width;
    const ends = Array(textRows).fill(-Infinity);
    const texts = [];
    for (const marker of [...recording.markers].filter(one => one.text).sort((a, b) => a.startFrame - b.startFrame)) {
      const x = axis.toAxis(marker.startFrame) / perPixel;
      const width = Math.min(mostText, context.measureText(marker.text).width) + 10;
      const left = x + 4 + width > axis.length / perPixel ? -4 - width : 4;
      const row = ends.findIndex(end => x + left >= end + 4);
      if (row < 0) continue; // its line is there, and nearer by its text
      ends[row] = x + left + width;
      texts.push({ marker, row, left });
    }
    this.placed = { key, markers: recording.markers, texts };
    return texts;
  }

  #label(context, label, panes) {
    const { view, axis } = this;
    const left = view.x(axis.toAxis(label.startFrame));
    const right = Math.max(left + 2, view.x(axis.toAxis(label.startFrame + label.frameCount)));
    if (right < 0 || left > view.width) return;
    const isSelected = label.id !== undefined && label.id === this.labels.selected;
    for (const pane of panes) {
      if (label.channel !== null && label.channel !== undefined && label.channel !== pane.channel) continue;
      if (pane.kind === 'waveform') {
        context.fillStyle = theme.label;
        context.globalAlpha = isSelected ? 1 : 0.7;
        context.fillRect(left, pane.y, right - left, isSelected ? 4 : 3);
        context.globalAlpha = 1;
        continue;
      }
      const y = hz => pane.y + ((view.high - hz) / (view.high - view.low)) * pane.height;
      const top = Math.max(pane.y - 2, label.highHz === null || label.highHz === undefined ? pane.y : y(label.highHz));
      const bottom = Math.min(pane.y + pane.height + 2, label.lowHz === null || label.lowHz === undefined ? pane.y + pane.height : y(label.lowHz));
      if (bottom <= pane.y || top >= pane.y + pane.height) continue;
      context.save();
      context.beginPath();
      context.rect(0, pane.y, view.width, pane.height);
      context.clip();
      // On any colour map: light on a dark rim.
      context.strokeStyle = 'rgba(0, 0, 0, .75)';
      context.lineWidth = isSelected ? 5 : 3;
      context.strokeRect(left, top, right - left, bottom - top);
      context.strokeStyle = isSelected ? '#ffffff' : '#ffd75e';
      context.lineWidth = isSelected ? 2.5 : 1.25;
      context.strokeRect(left, top, right - left, bottom - top);
      if (isSelected) {
        context.fillStyle = 'rgba(255, 255, 255, .10)';
        context.fillRect(left, top, right - left, bottom - top);
      }
      context.restore();
      if (label.text && right - left > 3) this.#chip(context, label.text, Math.max(2, left + 1), Math.max(pane.y + 10, top - 10), theme.label, Math.max(60, right - left + 40));
      if (label.id !== undefined) this.boxes.push({ label, left, right, top, bottom });
    }
  }

  /** The label whose edge or inside is under a point, the smallest one first. */
  labelAt(x, y) {
    const hits = (this.boxes ?? []).filter(box => x >= box.left - 4 && x <= box.right + 4 && y >= box.top - 4 && y <= box.bottom + 4);
    hits.sort((a, b) => (a.right - a.left) * (a.bottom - a.top) - (b.right - b.left) * (b.bottom - b.top));
    return hits[0] ?? null;
  }

  #cursors(context, panes) {
    const x = Math.round(this.view.x(this.playhead));
    for (const pane of panes) {
      context.fillStyle = 'rgba(0, 0, 0, .6)';
      context.fillRect(x - 1, pane.y, 3, pane.height);
      context.fillStyle = theme.name === 'dark' ? theme.accent : '#38a0ff';
      context.fillRect(x, pane.y, 1, pane.height);
    }
    if (!this.hover) return;
    context.fillStyle = 'rgba(160, 170, 185, .55)';
    for (const pane of panes) {
      context.fillRect(this.hover.x, pane.y, 1, pane.height);
      if (this.hover.y >= pane.y && this.hover.y < pane.y + pane.height) context.fillRect(0, this.hover.y, this.view.width, 1);
    }
  }

  #chip(context, text, x, y, color = theme.text, most = 260) {
    let shown = text;
    while (shown.length > 1 && context.measureText(shown).width > most) shown = shown.slice(0, -2) + '…';
    const width = context.measureText(shown).width;
    context.fillStyle = theme.panel;
    context.globalAlpha = 0.88;
    context.beginPath();
    context.roundRect(x, y - 8, width + 10, 16, 4);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = color;
    context.fillText(shown, x + 5, y + 0.5);
  }
}
