// The list of labels and the editor of the one that is selected.

import { count, duration, elapsed, timeOfDay } from './format.js';

const most = 300; // labels listed at once

export class LabelPanel {
  constructor(labels, axis, view, play) {
    Object.assign(this, { labels, axis, view });
    const $ = id => document.getElementById(id);
    this.elements = Object.fromEntries(
      ['editor', 'labelText', 'labelLow', 'labelHigh', 'labelWhen', 'labelHint', 'labelList', 'labelFile', 'labelCount'].map(id => [id, $(id)]));
    const { labelText, labelLow, labelHigh } = this.elements;
    labelText.addEventListener('change', () => this.#change({ text: labelText.value }));
    labelText.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === 'Escape') labelText.blur();
    });
    const edge = input => (input.value === '' ? null : Math.max(0, Number(input.value)));
    for (const input of [labelLow, labelHigh])
      input.addEventListener('change', () => this.#change({ lowHz: edge(labelLow), highHz: edge(labelHigh) }));
    $('labelPlay').addEventListener('click', () => play(labels.current));
    $('labelDelete').addEventListener('click', () => labels.remove(labels.selected).catch(() => {}));
    labels.addEventListener('change', () => this.show());
    view.addEventListener('change', () => this.#list());
  }

  /** Lets the text be typed. */
  edit() {
    this.show();
    this.elements.labelText.focus();
    this.elements.labelText.select();
  }

  show() {
    const { editor, labelText, labelLow, labelHigh, labelWhen, labelFile, labelCount } = this.elements;
    const label = this.labels.current;
    labelCount.textContent = this.labels.list.length || '';
    editor.hidden = !label;
    if (label) {
      labelText.value = label.text;
      labelLow.value = label.lowHz ?? '';
      labelHigh.value = label.highHz ?? '';
      labelWhen.textContent = `${this.#when(label, 3)}, lasts ${duration(label.frameCount / this.axis.rate)}`
        + (label.channel === null || label.channel === undefined ? '' : `, channel ${label.channel}`) + (label.score === null || label.score === undefined ? '' : `, score ${label.score}`);
    }
    const { fault, file, notes } = this.labels;
    labelFile.className = fault ? 'bad' : '';
    labelFile.textContent = fault ? `Not saved: ${fault}` : file ? `Every change is saved in ${file}.`
      : 'Kept until the viewer is ended: download them, or start it with --labels FILE.';
    labelFile.title = notes.join('\n');
    this.#list();
  }

  #when(label, decimals) {
    const clock = this.view.options.timeKind === 'clock' ? this.axis.clockAt(label.startFrame) : null;
    return clock === null ? elapsed(label.startFrame / this.axis.rate, decimals) : timeOfDay(clock, decimals);
  }

  #list() {
    const { labelList, labelHint } = this.elements;
    if (labelList.closest('aside').hidden) return;
    const { labels, view, axis } = this;
    const inView = labels.between(axis.toFrame(view.start).frame, axis.toFrame(view.stop).frame);
    const listed = inView.slice(0, most);
    labelHint.textContent = labels.list.length === 0 ? 'Hold Shift and drag on a spectrogram to draw the first one.'
      : `${inView.length} of ${count(labels.list.length, 'label')} in view${inView.length > most ? `, the first ${most} listed` : ''}`;
    // Rows are used again: scrolling and focus stay where they are.
    while (labelList.children.length > listed.length) labelList.lastChild.remove();
    listed.forEach((label, i) => {
      const row = labelList.children[i] ?? labelList.appendChild(this.#row());
      const button = row.firstChild;
      button.dataset.id = label.id;
      button.setAttribute('aria-current', label.id === labels.selected);
      button.children[0].textContent = label.text || 'no text';
      button.children[1].textContent = this.#when(label, 1);
    });
  }

  #row() {
    const row = document.createElement('li');
    const button = row.appendChild(document.createElement('button'));
    button.append(Object.assign(document.createElement('span'), { className: 'text' }), Object.assign(document.createElement('span'), { className: 'when' }));
    button.addEventListener('click', () => {
      const id = Number(button.dataset.id);
      this.labels.select(id);
      const { startFrame, frameCount } = this.labels.current;
      this.view.reveal(this.axis.toAxis(startFrame), this.axis.toAxis(startFrame + frameCount));
    });
    return row;
  }

  #change(values) {
    if (this.labels.current) this.labels.change(this.labels.selected, values).catch(() => this.show());
  }
}
