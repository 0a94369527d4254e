// Buttons and fields: they show the options of the view, and change them.

import { colors, names } from './colorMaps.js';

const sizes = [128, 256, 512, 1024, 2048, 4096, 8192, 16384];
const fields = ['filterLow', 'filterHigh', 'envelope', 'dbLow', 'dbHigh'];

export class Controls {
  constructor(view, axis, actions) {
    Object.assign(this, { view, axis, actions });
    const $ = id => document.getElementById(id);
    this.$ = $;
    for (const size of sizes) $('size').add(new Option(`${size}`, size));
    for (const [id, name] of names) $('map').add(new Option(name, id));
    $('size').addEventListener('change', () => view.set({ size: Number($('size').value) }));
    $('map').addEventListener('change', () => view.set({ map: $('map').value }));
    $('peak').addEventListener('change', () => view.set({ peak: Number($('peak').value) }));
    $('timeKind').addEventListener('change', () => view.set({ timeKind: $('timeKind').value }));
    $('hearFilter').addEventListener('change', () => view.set({ hearFilter: $('hearFilter').checked }));
    $('gaps').addEventListener('change', () => actions.gaps());
    for (const field of fields) $(field).addEventListener('change', () => this.#field(field));
    for (const field of ['freqLow', 'freqHigh'])
      $(field).addEventListener('change', () => view.band(Number($('freqLow').value || 0), Number($('freqHigh').value || view.half)));
    const buttons = {
      play: actions.play, zoomIn: () => actions.zoom(1 / 2), zoomOut: () => actions.zoom(2), zoomAll: actions.all, dbAuto: actions.fit,
      freqAll: actions.frequencies, theme: actions.theme, helpButton: actions.help, settingsButton: actions.settings, labelsButton: actions.labels,
      toolMove: () => actions.tool('move'), toolLabel: () => actions.tool('label'),
    };
    for (const [id, action] of Object.entries(buttons)) $(id).addEventListener('click', () => action());
    $('speed').addEventListener('change', () => actions.speed(Number($('speed').value)));
    $('heard').addEventListener('change', () => actions.hear($('heard').value));
    if (!axis.hasClock) {
      $('timeKind').options[0].remove();
      view.options.timeKind = 'elapsed';
    }
    $('gapsLabel').hidden = axis.gapSeconds === 0;
    this.show();
  }

  show() {
    const { $, view } = this;
    const { options } = view;
    for (const name of ['size', 'map', 'peak', 'timeKind']) $(name).value = String(options[name]);
    for (const field of fields) if (document.activeElement !== $(field)) $(field).value = options[field] ?? '';
    for (const [field, value] of [['freqLow', view.low], ['freqHigh', view.high]]) if (document.activeElement !== $(field)) $(field).value = Math.round(value);
    this.#legend();
    $('gaps').checked = this.axis.toScale;
    $('hearFilter').checked = Boolean(options.hearFilter);
  }

  /** Lists what can be heard: each channel, two beside each other as left and right. */
  channels(count) {
    if (count < 2) return;
    const heard = this.$('heard');
    const pairs = count === 2 ? ['0,1'] : Array.from({ length: Math.floor(count / 2) }, (_, i) => `${2 * i},${2 * i + 1}`);
    const add = value => heard.add(new Option(value.includes(',') ? `Ch ${value.replace(',', ' + ')}` : `Ch ${value}`, value));
    if (count === 2) pairs.forEach(add);
    for (let channel = 0; channel < count; channel++) add(`${channel}`);
    if (count > 2) pairs.forEach(add);
    heard.hidden = false;
  }

  tool(tool) {
    this.$('toolMove').setAttribute('aria-checked', tool === 'move');
    this.$('toolLabel').setAttribute('aria-checked', tool === 'label');
  }

  playing(isPlaying, slowness, heard) {
    this.$('playIcon').setAttribute('d', isPlaying ? 'M4 2.5h3v11H4zM9 2.5h3v11H9z' : 'M4 2.5v11l9-5.5z');
    this.$('play').setAttribute('aria-label', isPlaying ? 'Pause' : 'Play');
    this.$('speed').value = String(slowness);
    if (heard) this.$('heard').value = heard;
  }

  #legend() {
    const { $, view } = this;
    const decibels = value => `${value}`.replace('-', '−');
    $('legendLow').textContent = decibels(view.options.dbLow);
    $('legendHigh').textContent = `${decibels(view.options.dbHigh)} dB FS`;
    const image = new ImageData(256, 1);
    colors(view.options.map).forEach((color, i) => image.data.set([...color, 255], 4 * i));
    $('legendColors').getContext('2d').putImageData(image, 0, 0);
  }

  #field(field) {
    const { value } = this.$(field);
    const number = value === '' || Number(value) === 0 && !field.startsWith('db') ? null : Number(value);
    const options = { ...this.view.options, [field]: number };
    if (field === 'dbLow' && number !== null) options.dbHigh = Math.max(options.dbHigh, number + 5);
    if (field === 'dbHigh' && number !== null) options.dbLow = Math.min(options.dbLow, number - 5);
    if (number === null && field.startsWith('db')) return this.show();
    this.view.set(options);
  }
}
