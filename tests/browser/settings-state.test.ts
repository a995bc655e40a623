// Settings: stored ones, then the link's, which win; and the address bar that follows the forms.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/contract/config';
import { NavigationState, roomOf } from '../../src/state/navigation.svelte';
import { SettingsState } from '../../src/state/settings.svelte';
import { deleteDatabase, openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';

const name = 'settings-state-test';
let store: Store;
beforeEach(async () => {
  await deleteDatabase(name);
  store = await openStore({ name });
});
afterEach(() => store.close());

async function loaded(search: string) {
  const address = { search };
  const settings = new SettingsState(store.preferences, {
    read: () => address.search,
    replace: (replaced) => (address.search = replaced),
  });
  await settings.load();
  return { settings, address };
}

describe('SettingsState', () => {
  it('takes every setting from the link by its name', async () => {
    const { settings } = await loaded(
      '?model=nano-chat&backend=wasm&rolloutBatchSize=8&klCoefficient=0.5&learningRate=1e-4&whitenRewards=true',
    );
    expect(settings.values).toMatchObject({
      model: 'nano-chat',
      backend: 'wasm',
      rolloutBatchSize: 8,
      klCoefficient: 0.5,
      learningRate: 1e-4,
      whitenRewards: true,
    });
    expect(settings.queryProblems).toEqual([]);
  });

  it('keeps the defaults and reports what does not fit', async () => {
    const { settings } = await loaded('?klCoefficient=9&ppoEpochs=1.5&backend=tpu&nonsense=1');
    expect(settings.isDefault('klCoefficient')).toBe(true);
    expect(settings.queryProblems.map(({ problem }) => problem)).toEqual([
      'out-of-range',
      'not-an-integer',
      'not-an-option',
      'unknown',
    ]);
    settings.dismissQueryProblems();
    expect(settings.queryProblems).toEqual([]);
  });

  it('comes back after a reload, also where the link had said something else', async () => {
    const { settings, address } = await loaded('?klCoefficient=0.5');
    settings.set('klCoefficient', 0.2);
    settings.set('chatTemperature', 1.5);
    expect(settings.setText('chatTemperature', '77').ok).toBe(false);
    await expect
      .poll(() => store.preferences.get('settings'))
      .toMatchObject({ chatTemperature: 1.5 });
    const again = await loaded(address.search);
    expect(again.settings.values).toMatchObject({ klCoefficient: 0.2, chatTemperature: 1.5 });
    again.settings.reset('chatTemperature');
    expect(again.settings.values.chatTemperature).toBe(0.7);
  });

  it('keeps what does not fit as rejected until it fits, and says what a stage waits for', async () => {
    const { settings } = await loaded('?learningRate=9');
    // What the link had is told once; the field shows the value that counts.
    expect(settings.firstRejected('ppo')).toBeNull();
    settings.setText('learningRate', '999');
    expect(settings.rejected('learningRate')).toEqual({ text: '999', problem: 'out-of-range' });
    expect(settings.values.learningRate).toBe(defaultSettings().learningRate);
    expect([settings.firstRejected('ppo'), settings.firstRejected('reward')]).toEqual([
      'learningRate',
      null,
    ]);
    settings.setText('learningRate', '0.001');
    expect(settings.firstRejected('ppo')).toBeNull();
    settings.setText('klCoefficient', '');
    settings.reset('klCoefficient');
    expect(settings.rejected('klCoefficient')).toBeNull();
  });

  it('passes over stored values that no longer fit', async () => {
    await store.preferences.set('settings', { chatTemperature: 99, gone: 1, chatTopK: 5 });
    const { settings } = await loaded('');
    expect(settings.values).toMatchObject({ chatTemperature: 0.7, chatTopK: 5 });
  });
});

describe('NavigationState', () => {
  it('reads the room from the hash and hands a conversation to Rank once', () => {
    expect(['', '#/rank', '#train', '#/nowhere'].map(roomOf)).toEqual([
      'chat',
      'rank',
      'train',
      'chat',
    ]);
    let hash = '#/data';
    const navigation = new NavigationState({
      read: () => hash,
      write: (value) => (hash = value),
      onChange: () => undefined,
    });
    expect(navigation.room).toBe('data');
    navigation.openRank([{ role: 'user', content: 'Hi' }]);
    expect([navigation.room, hash]).toEqual(['rank', '#/rank']);
    expect(navigation.takeRankRequest()).toEqual([{ role: 'user', content: 'Hi' }]);
    expect(navigation.takeRankRequest()).toBeNull();
  });
});
