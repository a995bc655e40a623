// How far the live run is: told with every token, shown once a frame.
import type { RunProgress } from './run-types';

export class LatestProgress {
  #shown = $state.raw<RunProgress | null>(null);
  #latest: RunProgress | null = null;
  #frame = 0;

  /** Null when there is no run or nothing is known yet. */
  get shown(): RunProgress | null {
    return this.#shown;
  }

  report(progress: RunProgress): void {
    this.#latest = progress;
    this.#frame ||= requestAnimationFrame(() => this.#show(this.#latest));
  }

  clear(): void {
    this.#show(null);
  }

  #show(progress: RunProgress | null): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#shown = progress;
  }
}
