// Light or dark: the reader's choice, or the system's. Owns the root element's data-theme.
export type ThemeChoice = 'auto' | 'light' | 'dark';
const storageKey = 'rlhf-playground-theme';
const next: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' };

export class ThemeState {
  #choice = $state<ThemeChoice>('auto');
  #systemIsDark = $state(false);
  #resolved = $derived<'light' | 'dark'>(
    this.#choice === 'auto' ? (this.#systemIsDark ? 'dark' : 'light') : this.#choice,
  );

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#systemIsDark = query.matches;
    query.addEventListener('change', () => {
      this.#systemIsDark = query.matches;
      this.#show();
    });
    this.#choice = readChoice();
    this.#show();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** What is shown; charts redraw when it changes. */
  get resolved(): 'light' | 'dark' {
    return this.#resolved;
  }

  switch(): void {
    this.#choice = next[this.#choice];
    this.#show();
    try {
      // localStorage, because it can be read before the first paint.
      localStorage.setItem(storageKey, this.#choice);
    } catch {
      // Storage may be forbidden; the choice then lasts until the page is closed.
    }
  }

  #show(): void {
    document.documentElement.dataset.theme = this.#resolved;
  }
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'light' || stored === 'dark' ? stored : 'auto';
  } catch {
    return 'auto';
  }
}
