// The mouse over the plots: wheel zooms, drag moves, click places the cursor, drag with Shift or the label tool draws a label.

import { gutter, paneAt } from './layout.js';

const click = 4; // pixels within which a drag is a click
const handle = 6; // pixels from the edge of a label within which it is moved

export class Pointer {
  constructor(canvas, plots, overlay, view, axis, labels, actions) {
    Object.assign(this, { canvas, plots, overlay, view, axis, labels, actions });
    this.tool = 'move';
    canvas.addEventListener('pointerdown', event => this.#down(event));
    canvas.addEventListener('pointermove', event => this.#move(event));
    canvas.addEventListener('pointerup', event => this.#up(event));
    canvas.addEventListener('pointercancel', () => this.#end());
    canvas.addEventListener('pointerleave', () => actions.hover(null));
    canvas.addEventListener('dblclick', event => this.#double(event));
    canvas.addEventListener('wheel', event => this.#wheel(event), { passive: false });
  }

  #point(event) {
    return { x: event.offsetX - gutter, y: event.offsetY };
  }

  #hz(pane, y) {
    const { low, high } = this.view;
    return Math.max(0, Math.min(this.view.half, high - ((y - pane.y) / pane.height) * (high - low)));
  }

  #down(event) {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    const point = this.#point(event);
    const pane = paneAt(this.plots.panes, point.y);
    this.drag = { from: point, start: this.view.start, pane, kind: 'move' };
    if (pane?.kind !== 'spectrogram') return;
    if (event.shiftKey || this.tool === 'label') this.drag.kind = 'draw';
    else if (this.#grip(point)) Object.assign(this.drag, { kind: 'resize', ...this.#grip(point) });
  }

  /** The edge of the selected label under a point. */
  #grip({ x, y }) {
    const box = (this.overlay.boxes ?? []).find(one => one.label.id === this.labels.selected
      && x > one.left - handle && x < one.right + handle && y > one.top - handle && y < one.bottom + handle);
    if (!box) return null;
    const near = (a, b) => Math.abs(a - b) <= handle;
    const edges = {
      left: near(x, box.left), right: near(x, box.right) && !near(x, box.left),
      high: near(y, box.top), low: near(y, box.bottom) && !near(y, box.top),
    };
    return Object.values(edges).some(Boolean) ? { label: { ...box.label }, edges } : null;
  }

  #move(event) {
    const point = this.#point(event);
    this.actions.hover(point);
    const { drag } = this;
    if (!drag) {
      const grip = paneAt(this.plots.panes, point.y)?.kind === 'spectrogram' && this.tool === 'move' ? this.#grip(point) : null;
      this.canvas.style.cursor = grip ? (grip.edges.left || grip.edges.right ? 'ew-resize' : 'ns-resize') : '';
      return;
    }
    if (drag.kind === 'move') {
      if (Math.abs(point.x - drag.from.x) < click && !drag.isMoved) return;
      drag.isMoved = true;
      this.canvas.classList.add('moving');
      this.view.show(drag.start - ((point.x - drag.from.x) / this.view.width) * this.view.span, this.view.span);
    } else {
      drag.isMoved ||= Math.abs(point.x - drag.from.x) >= click || Math.abs(point.y - drag.from.y) >= click;
      this.actions.draft(drag.kind === 'draw' ? this.#drawn(point) : this.#resized(point));
    }
  }

  #frame(x) {
    return Math.round(this.axis.toFrame(Math.max(0, Math.min(this.axis.length, this.view.at(x)))).frame);
  }

  #drawn(point) {
    const { from, pane } = this.drag;
    const [first, second] = [this.#frame(from.x), this.#frame(point.x)].sort((a, b) => a - b);
    const [low, high] = [this.#hz(pane, from.y), this.#hz(pane, point.y)].sort((a, b) => a - b);
    const isFlat = Math.abs(point.y - from.y) < click; // drawn along the time axis: all frequencies
    return {
      startFrame: first, frameCount: second - first, channel: this.plots.recording.channels > 1 ? pane.channel : null,
      lowHz: isFlat ? null : Math.round(low * 10) / 10, highHz: isFlat ? null : Math.round(high * 10) / 10, text: '', score: null,
    };
  }

  #resized(point) {
    const { label, edges, pane } = this.drag;
    let [first, end] = [label.startFrame, label.startFrame + label.frameCount];
    let { lowHz, highHz } = label;
    if (edges.left) first = this.#frame(point.x);
    if (edges.right) end = this.#frame(point.x);
    const hz = Math.round(this.#hz(pane, point.y) * 10) / 10;
    if (edges.high && highHz !== null && highHz !== undefined) highHz = Math.max(lowHz ?? 0, hz);
    if (edges.low && lowHz !== null && lowHz !== undefined) lowHz = Math.min(highHz ?? Infinity, hz);
    return { ...label, id: undefined, startFrame: Math.min(first, end), frameCount: Math.abs(end - first), lowHz, highHz };
  }

  #up(event) {
    const { drag } = this;
    if (!drag) return;
    const point = this.#point(event);
    this.#end();
    if (!drag.isMoved) {
      const hit = drag.pane?.kind === 'spectrogram' ? this.overlay.labelAt(point.x, point.y) : null;
      this.labels.select(hit?.label.id ?? null);
      if (drag.pane) this.actions.listenTo(drag.pane.channel);
      this.actions.seek(Math.max(0, Math.min(this.axis.length, this.view.at(point.x))));
      return;
    }
    this.drag = drag;
    if (drag.kind === 'draw') this.actions.drawn(this.#drawn(point));
    if (drag.kind === 'resize') {
      const { startFrame, frameCount, lowHz, highHz } = this.#resized(point);
      this.labels.change(drag.label.id, { startFrame, frameCount, lowHz, highHz }).catch(() => {});
    }
    this.drag = null;
  }

  #end() {
    this.drag = null;
    this.canvas.classList.remove('moving');
    this.actions.draft(null);
  }

  #double(event) {
    const hit = this.overlay.labelAt(this.#point(event).x, this.#point(event).y);
    if (hit) this.actions.edit(hit.label.id);
    else this.actions.play();
  }

  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const point = this.#point(event);
    const pane = paneAt(this.plots.panes, point.y);
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.view.pan(((event.deltaX * unit) / this.view.width) * this.view.span);
      return;
    }
    const factor = Math.exp(Math.max(-1, Math.min(1, (event.deltaY * unit) / 400)));
    if (event.altKey || event.shiftKey) {
      if (pane?.kind === 'spectrogram') this.view.zoomBand(factor, this.#hz(pane, point.y));
      else this.view.setGain(this.view.gain / factor);
    } else {
      this.view.zoom(factor, this.view.at(Math.max(0, Math.min(this.view.width, point.x))));
    }
  }
}
