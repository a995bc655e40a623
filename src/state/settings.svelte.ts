// The value of every setting, as the reader has it: the defaults, then what was stored, then the
// link's query. Owns their validity; must not know what a setting does.
import { SvelteMap } from 'svelte/reactivity';
import { defaultSettings, parseSetting, settingNames, settings } from '../contract/config';
import type { ParsedSetting, Setting, SettingName, Settings } from '../contract/config';
import type { Store } from '../storage/types';

export type SettingProblem = Extract<ParsedSetting, { ok: false }>['problem'];
/** A part of the link that could not be used. */
export interface QueryProblem {
  name: string;
  text: string;
  problem: SettingProblem;
}
/** What was typed into a field and does not fit; the setting still has the value it had before. */
export interface RejectedText {
  text: string;
  problem: SettingProblem;
}
/** The part of the address after `?`; replaceable so that tests need no browser history. */
export interface QueryPort {
  read(): string;
  replace(search: string): void;
}

const storageKey = 'settings';

export class SettingsState {
  #values = $state<Settings>(defaultSettings());
  #queryProblems = $state.raw<QueryProblem[]>([]);
  #rejected = new SvelteMap<SettingName, RejectedText>();
  #preferences: Store['preferences'];
  #query: QueryPort;

  constructor(preferences: Store['preferences'], query: QueryPort) {
    this.#preferences = preferences;
    this.#query = query;
  }

  /** Reactive; read single values from it. */
  get values(): Readonly<Settings> {
    return this.#values;
  }

  /** A plain copy, to be sent with a command or stored with a run. */
  snapshot(): Settings {
    return { ...this.#values };
  }

  get queryProblems(): readonly QueryProblem[] {
    return this.#queryProblems;
  }

  dismissQueryProblems(): void {
    this.#queryProblems = [];
  }

  /** What stands in a setting's field instead of its value, or null. */
  rejected(name: SettingName): RejectedText | null {
    return this.#rejected.get(name) ?? null;
  }

  /** The first setting of a stage whose field must be corrected before the stage can begin, or null. */
  firstRejected(stage: Setting['stage']): SettingName | null {
    return this.firstRejectedOf(settingNames.filter((name) => settings[name].stage === stage));
  }

  /** The same of the settings of a form. */
  firstRejectedOf(names: readonly SettingName[]): SettingName | null {
    return names.find((name) => this.#rejected.has(name)) ?? null;
  }

  /** Reads what was stored, then the link, which wins. Call once, before the page is shown. */
  async load(): Promise<void> {
    const stored = await this.#preferences.get(storageKey);
    if (typeof stored === 'object' && stored !== null) {
      for (const [name, value] of Object.entries(stored)) {
        const parsed = parseSetting(name, String(value));
        if (parsed.ok) this.#assign(name as SettingName, parsed.value);
      }
    }
    const problems: QueryProblem[] = [];
    for (const [name, text] of new URLSearchParams(this.#query.read())) {
      const parsed = parseSetting(name, text);
      if (parsed.ok) this.#assign(name as SettingName, parsed.value);
      else problems.push({ name, text, problem: parsed.problem });
    }
    this.#queryProblems = problems;
  }

  /** Sets one setting from text as a form has it; what does not fit is kept as rejected. */
  setText(name: SettingName, text: string): ParsedSetting {
    const parsed = parseSetting(name, text);
    if (parsed.ok) {
      this.#rejected.delete(name);
      this.#assign(name, parsed.value);
      this.#keep(name);
    } else {
      this.#rejected.set(name, { text, problem: parsed.problem });
    }
    return parsed;
  }

  set<Name extends SettingName>(name: Name, value: Settings[Name]): void {
    this.setText(name, String(value));
  }

  reset(...names: SettingName[]): void {
    for (const name of names) this.setText(name, String(settings[name].default));
  }

  isDefault(name: SettingName): boolean {
    return this.#values[name] === settings[name].default;
  }

  #assign(name: SettingName, value: number | boolean | string): void {
    Object.assign(this.#values, { [name]: value });
  }

  #keep(changed: SettingName): void {
    // A reload reads the link again, which must not bring an old value back.
    const query = new URLSearchParams(this.#query.read());
    if (query.has(changed)) {
      query.set(changed, String(this.#values[changed]));
      this.#query.replace(query.toString());
    }
    const different = settingNames.filter((name) => !this.isDefault(name));
    const kept = Object.fromEntries(different.map((name) => [name, this.#values[name]]));
    // Losing a preference is no reason to stop anyone: it only means the default next time.
    this.#preferences.set(storageKey, kept).catch(() => undefined);
  }
}
