// Playback: a WAV file that the server makes of the recording from the cursor on, at most an hour of it at a time.

const pieceSeconds = 3600;

export class Player extends EventTarget {
  constructor(audio, recording, view) {
    super();
    Object.assign(this, { audio, recording, view });
    this.slowness = 1;
    this.channels = []; // that are heard: one, or left and right; none for all of one or two
    this.frame = 0;
    this.stop = null; // of what is played, where that is not the end
    for (const event of ['play', 'pause', 'waiting', 'playing', 'ended', 'error']) audio.addEventListener(event, () => this.#on(event));
  }

  get isPlaying() {
    return Boolean(this.start !== undefined && !this.audio.paused);
  }

  /** The frame that is heard. */
  get position() {
    if (this.start === undefined) return this.frame;
    return Math.min(this.end, this.start + (this.audio.currentTime * this.recording.rate) / this.slowness);
  }

  /** Plays from a frame, to another one or to the end. */
  play(from, to = null) {
    const { rate, frames } = this.recording;
    this.stop = to;
    this.start = Math.max(0, Math.min(frames - 1, Math.floor(from)));
    this.end = Math.min(to ?? frames, this.start + Math.floor(pieceSeconds * rate));
    const { filterLow, filterHigh, hearFilter } = this.view.options;
    const filter = hearFilter ? (filterLow ? `&low=${filterLow}` : '') + (filterHigh ? `&high=${filterHigh}` : '') : '';
    this.fault = null;
    this.audio.src = `audio.wav?start=${this.start}&count=${Math.max(1, Math.ceil(this.end - this.start))}&slowness=${this.slowness}${this.channels.map(channel => `&channel=${channel}`).join('')}${filter}`;
    return this.audio.play().catch(fault => {
      if (fault.name !== 'AbortError') this.#fail(fault);
    });
  }

  pause() {
    this.frame = this.position;
    this.audio.pause();
  }

  setSlowness(slowness) {
    const isPlaying = this.isPlaying;
    const at = this.position;
    this.slowness = slowness;
    if (isPlaying) this.play(at, this.stop);
    else {
      this.frame = at;
      this.start = undefined;
    }
  }

  /** Chooses what is heard; what is played goes on from where it is. */
  hear(channels) {
    if (`${channels}` === `${this.channels}`) return;
    const isPlaying = this.isPlaying;
    const at = this.position;
    this.channels = channels;
    if (isPlaying) this.play(at, this.stop);
    this.dispatchEvent(new Event('change'));
  }

  /** Places the cursor; what is played goes on from there. */
  seek(frame) {
    const isPlaying = this.isPlaying;
    this.audio.pause();
    this.start = undefined;
    this.frame = frame;
    if (isPlaying) this.play(frame);
    this.dispatchEvent(new Event('change'));
  }

  #on(event) {
    if (event === 'ended') {
      const more = this.end < (this.stop ?? this.recording.frames);
      this.frame = this.end;
      if (more) this.play(this.end, this.stop);
      else this.start = undefined;
    }
    if (event === 'error' && this.start !== undefined && this.audio.error) this.#fail(new Error('This cannot be played.'));
    this.isWaiting = event === 'waiting' || (this.isWaiting && event !== 'playing' && event !== 'pause');
    this.dispatchEvent(new Event('change'));
  }

  #fail(fault) {
    this.fault = `Playback: ${fault.message}`;
    this.start = undefined;
    this.dispatchEvent(new Event('change'));
  }
}
