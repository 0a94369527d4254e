// Keys, and the help that lists them.

export const keys = [
  ['Space', 'play from the cursor, pause', ['Space']],
  ['1 2 3', 'speed 1, 1/2, 1/10', ['Digit1', 'Digit2', 'Digit3']],
  ['C', 'the next channel is heard', []],
  ['← →', 'move; with Shift by a page', ['ArrowLeft', 'ArrowRight']],
  ['+ −', 'show less, show more', ['+', '=', '-', '−']],
  ['Home End', 'to the beginning, to the end', ['Home', 'End']],
  ['0', 'the whole recording', ['0']],
  ['↑ ↓', 'waveform taller, flatter', ['ArrowUp', 'ArrowDown']],
  ['. ,', 'next, previous label', ['.', ',']],
  ['Enter', 'text of the label', ['Enter']],
  ['Delete', 'delete the label', ['Delete', 'Backspace']],
  ['Ctrl+Z', 'take back the last change of a label', []],
  ['Esc', 'no label selected', ['Escape']],
  ['L V', 'dragging draws a label, moves', []],
  ['A', 'fit the levels to what is in view', []],
  ['G', 'gaps to scale', []],
  ['S B T', 'settings, list of labels, light or dark', []],
  ['F', 'all frequencies', []],
  ['?', 'this help', ['?']],
];

const mouse = [
  ['Wheel', 'zoom in time'],
  ['Shift+wheel', 'zoom in frequency; on a waveform, in height'],
  ['Drag', 'move'],
  ['Shift+drag', 'draw a label on a spectrogram'],
  ['Click', 'place the cursor, select a label'],
  ['Double click', 'play from there; on a label, change its text'],
];

export function fillHelp(element) {
  for (const [title, list] of [['Keys', keys], ['Mouse', mouse]]) {
    element.append(Object.assign(document.createElement('h3'), { textContent: title }));
    for (const [key, text] of list) {
      const cell = document.createElement('kbd');
      cell.textContent = key;
      element.append(cell, Object.assign(document.createElement('span'), { textContent: text }));
    }
  }
}

/** Calls actions by their names: {play, speed(n), move(share), zoom(factor), …}. */
export function listen(actions) {
  document.addEventListener('keydown', event => {
    if (event.target.closest('input, select, dialog[open], [contenteditable]')) return;
    if (event.code === 'Space' && event.target.closest('button, a')) return; // presses it
    if (event.key === 'Enter' && event.target.closest('button, a')) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const action = isCommand ? (event.key === 'z' ? () => actions.undo() : null) : event.altKey ? null : find(event, actions);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function find(event, actions) {
  const share = event.shiftKey ? 1 : 0.1;
  const byCode = {
    Space: () => actions.play(), Digit1: () => actions.speed(1), Digit2: () => actions.speed(2), Digit3: () => actions.speed(10),
  }[event.shiftKey ? '' : event.code];
  if (byCode) return byCode;
  return {
    ArrowLeft: () => actions.move(-share), ArrowRight: () => actions.move(share), ArrowUp: () => actions.gain(1.5), ArrowDown: () => actions.gain(1 / 1.5),
    PageUp: () => actions.move(-1), PageDown: () => actions.move(1),
    '+': () => actions.zoom(1 / 2), '=': () => actions.zoom(1 / 2), '-': () => actions.zoom(2), '−': () => actions.zoom(2),
    Home: () => actions.edge(0), End: () => actions.edge(1), 0: () => actions.all(),
    '.': () => actions.label(1), ',': () => actions.label(-1), Enter: () => actions.edit(), Delete: () => actions.remove(), Backspace: () => actions.remove(),
    Escape: () => actions.none(), '?': () => actions.help(),
    l: () => actions.tool('label'), v: () => actions.tool('move'), a: () => actions.fit(), g: () => actions.gaps(), s: () => actions.settings(),
    b: () => actions.labels(), t: () => actions.theme(), f: () => actions.frequencies(), c: () => actions.nextHeard(),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}
