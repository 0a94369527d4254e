// Brings the parts of the page together.

import { getJson } from './api.js';
import { has } from './colorMaps.js';
import { Condition } from './condition.js';
import { Controls } from './controls.js';
import * as deepLink from './deepLink.js';
import { count, duration } from './format.js';
import { fillHelp, listen } from './keyboard.js';
import { LabelPanel } from './labelPanel.js';
import { Labels } from './labels.js';
import { Levels } from './levels.js';
import { Overlay } from './overlay.js';
import { Player } from './player.js';
import { Plots } from './plots.js';
import { Pointer } from './pointer.js';
import { describe, put, set } from './readout.js';
import { SpectrogramView } from './spectrogramView.js';
import { Strip } from './strip.js';
import { preferredTheme, setTheme } from './theme.js';
import { TimeAxis } from './timeAxis.js';
import { niceStep } from './ticks.js';
import { TimeScale } from './timeScale.js';
import { View } from './view.js';
import { WaveformView } from './waveformView.js';

const $ = id => document.getElementById(id);
setTheme(localStorage.getItem('theme') ?? preferredTheme());

try {
  await start(await getJson('recording'));
} catch (fault) {
  $('title').textContent = 'Nothing to show';
  $('message').hidden = false;
  $('message').textContent = fault.message;
  throw fault;
}

async function start(recording) {
  const axis = new TimeAxis(recording);
  const view = new View(axis, { size: 1024, map: 'ember', peak: 1, dbLow: -100, dbHigh: -20, timeKind: 'clock' });
  const labels = new Labels();
  const channels = Array.from({ length: recording.channels }, (_, channel) => channel);
  let isScaled = false;

  const spectrograms = new SpectrogramView(recording, axis, view, () => redraw());
  const waveforms = new WaveformView(recording, axis, () => redraw());
  const condition = new Condition(recording, axis, view, spectrograms, waveforms, isLonger => {
    if (isLonger) levels.grow();
    if (isLonger) showFacts();
    $('live').hidden = !condition.isLive;
    redraw();
  });
  const levels = new Levels(view, spectrograms);
  const stack = $('stack');
  const plots = new Plots($('plot'), stack, recording, view, spectrograms, waveforms);
  const overlay = new Overlay($('overlay'), plots, axis, view, labels, recording, condition);
  const scale = new TimeScale($('time'), axis, view);
  const strip = new Strip($('strip'), axis, view, waveforms, labels, condition);
  const player = new Player($('audio'), recording, view);
  const panel = new LabelPanel(labels, axis, view, label => playLabel(label));

  $('title').textContent = recording.title;
  showFacts();
  document.title = `${recording.title} – AudioIO Viewer`;
  fillHelp($('keys'));

  const actions = {
    play: () => (player.isPlaying ? player.pause() : player.play(labels.current && isAt(labels.current) ? labels.current.startFrame : player.position)),
    speed: slowness => player.setSlowness(slowness),
    hear: heard => hear(heard.split(',').map(Number)),
    nextHeard: () => {
      if (recording.channels < 2) return;
      const { options, selectedIndex } = $('heard');
      hear(options[(selectedIndex + 1) % options.length].value.split(',').map(Number));
    },
    // Two channels are heard both, unless one was chosen; of more, the one that was pointed to.
    listenTo: channel => recording.channels > 2 && !player.channels.includes(channel) && hear([channel]),
    move: share => view.pan(share * view.span),
    zoom: factor => view.zoom(factor, isInView(overlay.playhead) ? overlay.playhead : undefined),
    gain: factor => view.setGain(view.gain * factor),
    edge: share => view.show(share * axis.length, view.span),
    all: () => view.show(0, axis.length),
    fit: () => {
      levels.fit(channels);
      scaleWaveform(plots.range);
    },
    frequencies: () => view.band(0, view.half),
    gaps: () => toggleGaps(),
    settings: () => toggle('settings', 'settingsButton'),
    labels: () => toggle('side', 'labelsButton'),
    theme: () => {
      const name = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
      localStorage.setItem('theme', name);
      setTheme(name);
      redraw();
    },
    help: () => $('help').showModal(),
    tool: tool => setTool(tool),
    label: step => nextLabel(step),
    edit: id => edit(id ?? labels.selected),
    remove: () => labels.selected !== null && labels.remove(labels.selected).catch(() => {}),
    undo: () => labels.undo().catch(() => {}),
    none: () => labels.select(null),
    hover: point => {
      overlay.hover = point && point.x >= 0 && point.x <= view.width ? point : null;
      redraw();
    },
    draft: label => {
      overlay.draft = label;
      redraw();
    },
    drawn: label => labels.add(label).then(() => edit(labels.selected)).catch(() => {}),
    seek: place => player.seek(axis.toFrame(place).frame),
  };
  const controls = new Controls(view, axis, actions);
  const pointer = new Pointer($('overlay'), plots, overlay, view, axis, labels, actions);
  listen(actions);
  controls.channels(recording.channels);
  if (recording.channels > 1) hear(recording.channels === 2 ? [0, 1] : [0]);

  applyLink();
  controls.show(); // nobody listens to the view yet
  view.addEventListener('change', event => {
    if (event.detail === 'options') controls.show();
    redraw();
    link();
  });
  labels.addEventListener('change', () => {
    redraw();
    link();
  });
  player.addEventListener('change', () => {
    controls.playing(player.isPlaying, player.slowness, player.channels.join());
    redraw();
  });
  stack.addEventListener('scroll', () => redraw());
  addEventListener('hashchange', () => applyLink());
  new ResizeObserver(() => resize()).observe(stack);
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => resize());
  await labels.load();
  panel.show();
  if (labels.list.length) toggle('side', 'labelsButton');
  resize();
  condition.watch();
  // For tests and the curious: what is shown, without reading pixels.
  window.viewer = { recording, axis, view, labels, levels, plots, overlay, player, spectrograms, waveforms, strip, scale, condition, pointer };

  function showFacts() {
    $('title').title = recording.files.map(file => file.name).join('\n');
    $('facts').textContent = [
      duration(recording.frames / recording.rate), `${recording.rate / 1000} kHz`, count(recording.channels, 'channel'), recording.encoding,
    ].join(' · ');
  }

  function hear(heard) {
    plots.heard = heard;
    player.hear(heard);
    controls.playing(player.isPlaying, player.slowness, heard.join());
  }

  function resize() {
    plots.resize();
    strip.resize($('stripBox').clientWidth);
    redraw();
  }

  function redraw() {
    if (redraw.isWaiting) return;
    redraw.isWaiting = true;
    requestAnimationFrame(() => {
      redraw.isWaiting = false;
      draw();
    });
  }

  function draw() {
    if (player.isPlaying) follow();
    overlay.playhead = strip.cursor = axis.toAxis(player.position);
    const shown = [...new Set(plots.visible.map(pane => pane.channel))];
    waveforms.want([{ range: strip.range, filter: '' }, ...plots.wanted]);
    spectrograms.want(shown);
    levels.follow(shown);
    if (!isScaled && !waveforms.store.pending) scaleWaveform();
    plots.draw();
    overlay.draw();
    scale.draw(plots.width);
    strip.draw(channels);
    // Without a mouse over the plots it tells where the cursor is.
    const point = overlay.hover ?? { x: view.x(overlay.playhead), y: -1 };
    put($('readout'), describe(point, plots, axis, view, spectrograms, waveforms));
    showState();
    if (player.isPlaying) redraw();
  }

  /** Turns the page when the cursor leaves it. */
  function follow() {
    const place = axis.toAxis(player.position);
    if (isInView(overlay.playhead) && place > view.stop) view.show(place - view.span * 0.02, view.span);
  }

  /** By the loudest sample of a range: of all once at the start, later when it is asked for; by itself it would jump. */
  function scaleWaveform(range = strip.range) {
    const peak = waveforms.peak(range, channels);
    isScaled = true;
    if (peak > 0) view.setGain(1 / niceStep(peak));
  }

  function showState() {
    const { waiting, refining, taken, of } = spectrograms;
    const fault = player.fault ?? spectrograms.store.fault?.message ?? waveforms.store.fault?.message ?? labels.fault;
    const texts = [];
    if (fault) texts.push(fault);
    if (player.isWaiting) texts.push('Waiting for sound …');
    if (waiting || waveforms.store.pending) texts.push('Loading …');
    else if (taken < of) texts.push(`Preview: ${taken} of ${of} spectra of a column${refining ? ', refining …' : '; zoom in for all'}`);
    if (waveforms.sampled) texts.push(`overview ${Math.floor(100 * condition.filled)} %`);
    if (!plots.mayFilter && (plots.filter || plots.envelope)) texts.push('zoom in to see what is filtered');
    if (condition.damaged.length) texts.push(`${count(condition.damaged.length, 'damaged range')}`);
    if (condition.diagnostics.length) texts.push(count(condition.diagnostics.length, 'note'));
    set($('state'), 'textContent', texts.join(' · '));
    set($('state'), 'className', fault ? 'bad' : '');
    set($('state'), 'title', condition.diagnostics.join('\n'));
    set(document.body.dataset, 'state', waiting || waveforms.store.pending ? 'loading' : 'ready');
  }

  function isInView(place) {
    return place >= view.start && place <= view.stop;
  }

  function isAt(label) {
    return player.position >= label.startFrame && player.position <= label.startFrame + label.frameCount;
  }

  function playLabel(label) {
    if (label) player.play(label.startFrame, label.startFrame + Math.max(1, label.frameCount));
  }

  function nextLabel(step) {
    const { list, current } = labels;
    if (!list.length) return;
    const at = current ? list.indexOf(current) + step : list.findIndex(label => axis.toAxis(label.startFrame) >= view.start);
    const label = list[Math.max(0, Math.min(list.length - 1, at < 0 ? list.length - 1 : at))];
    labels.select(label.id);
    view.reveal(axis.toAxis(label.startFrame), axis.toAxis(label.startFrame + label.frameCount));
  }

  function edit(id) {
    if (id === null) return;
    labels.select(id);
    if ($('side').hidden) toggle('side', 'labelsButton');
    panel.edit();
  }

  function toggle(id, button) {
    $(id).hidden = !$(id).hidden;
    $(button).setAttribute('aria-expanded', !$(id).hidden);
    panel.show();
    resize();
  }

  function setTool(tool) {
    pointer.tool = tool;
    $('overlay').classList.toggle('drawing', tool === 'label');
    controls.tool(tool);
  }

  function toggleGaps() {
    const { frame } = axis.toFrame(view.start + view.span / 2);
    const isAll = view.span === axis.length;
    axis.setGaps(!axis.toScale);
    if (isAll) view.show(0, axis.length);
    else view.show(axis.toAxis(frame) - view.span / 2, view.span);
    view.set({});
  }

  function link() {
    clearTimeout(link.timer);
    link.timer = setTimeout(() => history.replaceState(null, '', deepLink.write(view, axis, labels)), 200);
  }

  function applyLink() {
    const { from, count: frames, band, gaps, label, options } = deepLink.read(location.hash);
    if (options.map && !has(options.map)) delete options.map;
    if (options.size && !(Number.isInteger(Math.log2(options.size)) && options.size >= 128 && options.size <= 16384)) delete options.size;
    if (options.dbLow !== undefined && options.dbHigh > options.dbLow) levels.keep();
    if (gaps !== axis.toScale) {
      axis.setGaps(gaps);
      if (from === undefined) view.show(0, axis.length);
    }
    view.set(options);
    if (from !== undefined) view.show(axis.toAxis(from), frames ?? view.span);
    if (band) view.band(...band);
    if (label !== undefined) labels.select(label);
  }

}