// The labels of the recording: kept by the server, which writes their file at every change.

import { getJson, sendJson } from './api.js';
import { last } from './timeAxis.js';

export class Labels extends EventTarget {
  constructor() {
    super();
    this.list = []; // by their first frame
    this.selected = null; // number of one of them
    this.file = null;
    this.fault = null;
    this.notes = [];
    this.undone = []; // how to take back what was done last
    this.longest = 0;
  }

  async load() {
    const { labels, file, notes } = await getJson('labels');
    this.list = labels;
    this.file = file ?? null;
    this.notes = notes;
    this.#sorted();
  }

  get current() {
    return this.list.find(label => label.id === this.selected) ?? null;
  }

  /** Labels that touch a range of frames. */
  between(from, to) {
    const found = [];
    for (let i = Math.max(0, last(this.list, label => label.startFrame < from - this.longest)); i < this.list.length && this.list[i].startFrame <= to; i++)
      if (this.list[i].startFrame + this.list[i].frameCount >= from) found.push(this.list[i]);
    return found;
  }

  select(id) {
    if (this.selected === id) return;
    this.selected = id;
    this.dispatchEvent(new Event('change'));
  }

  async add(label, isUndo = false) {
    const { id } = await this.#told(sendJson('POST', 'labels', label));
    const added = { ...label, id };
    this.list.push(added);
    if (!isUndo) this.undone.push(() => this.remove(id, true));
    this.selected = id;
    this.#sorted();
    return added;
  }

  async change(id, values, isUndo = false) {
    const before = this.list.find(label => label.id === id);
    if (!before || Object.keys(values).every(key => before[key] === values[key])) return;
    await this.#told(sendJson('PUT', `labels/${id}`, { ...before, ...values }));
    const old = { ...before };
    Object.assign(before, values);
    if (!isUndo) this.undone.push(() => this.change(id, old, true));
    this.#sorted();
  }

  async remove(id, isUndo = false) {
    const label = this.list.find(one => one.id === id);
    if (!label) return;
    await this.#told(sendJson('DELETE', `labels/${id}`));
    this.list = this.list.filter(one => one.id !== id);
    if (!isUndo) this.undone.push(() => this.add(label, true));
    if (this.selected === id) this.selected = null;
    this.#sorted();
  }

  /** Takes back what was done last. */
  async undo() {
    await this.undone.pop()?.();
  }

  async #told(answer) {
    try {
      const told = await answer;
      this.fault = told.fault ?? null;
      return told;
    } catch (fault) {
      this.fault = fault.message;
      this.dispatchEvent(new Event('change'));
      throw fault;
    }
  }

  #sorted() {
    this.list.sort((a, b) => a.startFrame - b.startFrame);
    this.longest = this.list.reduce((most, label) => Math.max(most, label.frameCount), 0);
    this.dispatchEvent(new Event('change'));
  }
}
