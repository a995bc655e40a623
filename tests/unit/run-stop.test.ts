// When a run ends by itself, on rows worked by hand: each reason where it begins, none where it is switched off, where
// chance could have made it or where a number was not measured.
import { describe, expect, it } from 'vitest';
import { defaultSettings, runToTheEnd } from '../../src/contract/config';
import { reasonToStop, type StopSettings } from '../../src/core/run-stop';
import type { WatchedRow } from '../../src/core/run-watch';

const off: StopSettings = { ...runToTheEnd, stopPrice: 0 };
const kls = (...values: number[]): WatchedRow[] => values.map((kl) => ({ 'objective/kl': kl }));
const varieties = (...values: number[]): WatchedRow[] =>
  values.map((variety) => ({ 'reply/distinct_2': variety }));
const rewards = (...values: number[]): WatchedRow[] =>
  values.map((score) => ({ 'objective/scores': score, 'objective/kl': 0 }));

/** The first reason over a whole run. */
function first(rows: readonly WatchedRow[], settings: StopSettings) {
  for (let done = 1; done <= rows.length; done++) {
    const stop = reasonToStop(rows.slice(0, done), settings);
    if (stop) return stop;
  }
  return null;
}

describe('the limit of KL', () => {
  const limit = { ...off, stopKl: 6 };

  it('counts on the mean of three iterations, and only above it', () => {
    // Means: 5, 6, 7.
    expect(first(kls(4, 5, 6, 7, 8), limit)).toEqual({
      ...{ kind: 'kl-limit', iteration: 5, value: 7, reference: 6 },
    });
    expect(first(kls(0, 0, 17, 0, 0), limit)).toBeNull();
  });

  it('says nothing of two iterations, without a number, or at 0', () => {
    expect(first(kls(90, 90), limit)).toBeNull();
    expect(first([...kls(90, 90), {}, ...kls(90, 90)], limit)).toBeNull();
    expect(first(kls(90, 90, 90, 90), off)).toBeNull();
  });
});

describe('the floor of variety', () => {
  const floor = { ...off, stopVariety: 0.5 };

  it('is a share of the first three iterations’, for the mean of three', () => {
    // Means from the sixth on: 0.52, 0.42, 0.32; the first three make 0.8, so the floor is 0.4.
    const stop = first(varieties(0.9, 0.8, 0.7, 0.62, 0.52, 0.42, 0.32, 0.22), floor);
    expect(stop).toMatchObject({ kind: 'variety-floor', iteration: 8 });
    expect(stop!.reference).toBeCloseTo(0.8, 12);
    expect(stop!.value).toBeCloseTo(0.32, 12);
  });

  it('waits until there are three to compare with three', () => {
    expect(first(varieties(0.8, 0.8, 0.8, 0, 0), floor)).toBeNull();
    expect(first(varieties(0.8, 0.8, 0.8, 0, 0, 0), floor)).toMatchObject({ iteration: 6 });
  });

  it('says nothing where replies had no pairs of words, or at 0', () => {
    expect(first([{}, ...varieties(0.1, 0.1, 0.1)], floor)).toBeNull();
    expect(first(varieties(0.8, 0, 0, 0), off)).toBeNull();
  });
});

describe('no more gain', () => {
  const patient = { ...off, stopPatience: 2 };

  it('is seen after twice the patience at the soonest, and not while the reward rises', () => {
    expect(first(rewards(1, 1, 1), patient)).toBeNull();
    expect(first(rewards(1, 1, 1, 1), patient)).toEqual({
      ...{ kind: 'no-gain', iteration: 4, value: 1, reference: 1 },
    });
    // Each four of them: a rise of 2, against an error of sqrt(1 / 2).
    expect(first(rewards(1, 2, 3, 4, 5, 6), patient)).toBeNull();
    expect(first(rewards(1, 2, 3, 4, 4, 4, 4), patient)).toMatchObject({ iteration: 7 });
    expect(first(rewards(9, 9, 1, 1), patient)).toMatchObject({ value: 1, reference: 9 });
  });

  it('is a rise that chance could have made', () => {
    // A rise of 1; squares of the steps 16, 9, 16, so an error of sqrt(41 / 3 / 2) = 2.6.
    expect(first(rewards(0, 4, 1, 5), patient)).toMatchObject({ value: 3, reference: 2 });
    // The same rise with steps 0, 1, 0: an error of 0.41.
    expect(first(rewards(2, 2, 3, 3), patient)).toBeNull();
  });

  it('takes the price of the added KL off the reward', () => {
    const rows = [0, 0, 10, 10].map((kl, index) => {
      return { 'objective/scores': index < 2 ? 2 : 3, 'objective/kl': kl };
    });
    expect(first(rows, { ...patient, stopPrice: 0.05 })).toBeNull();
    // 3 - 0.1 * 10 is what it was before.
    expect(first(rows, { ...patient, stopPrice: 0.1 })).toMatchObject({ value: 2, reference: 2 });
  });

  it('says nothing where a number is missing, or at 0', () => {
    expect(first([...rewards(1, 1), { 'objective/kl': 0 }, ...rewards(1)], patient)).toBeNull();
    expect(first(rewards(1, 1, 1, 1, 1, 1), off)).toBeNull();
  });
});

it('by default a healthy run goes on, and an empty one has no reason', () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    ...{ 'objective/kl': 0.1 * index, 'objective/scores': 0.1 * index + 0.05 * (index % 2) },
    'reply/distinct_2': 0.85 - 0.002 * index,
  }));
  expect(first(rows, defaultSettings())).toBeNull();
  expect(reasonToStop([], defaultSettings())).toBeNull();
});
