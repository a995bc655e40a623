// The chart's attachment on a real canvas: curves whose x grows, and curves that turn back.
import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { Chart } from '../../src/ui/common/chart-parts';
import { lineChart, type LineChartOptions } from '../../src/ui/common/line-chart.svelte';

const cleanUp: (() => void)[] = [];
afterEach(() => cleanUp.splice(0).forEach((step) => step()));

async function draw(first: LineChartOptions) {
  const frame = document.createElement('div');
  frame.style.cssText = 'width: 400px; height: 200px; --series-1: #0b6e63; --series-2: #b4551d';
  const canvas = document.createElement('canvas');
  frame.append(canvas);
  document.body.append(frame);
  let options = $state.raw(first);
  const end = $effect.root(() => {
    const attachment = lineChart(() => options);
    $effect(() => attachment(canvas) as () => void);
  });
  flushSync();
  cleanUp.push(end, () => frame.remove());
  await expect.poll(() => Chart.getChart(canvas)?.data.datasets.length ?? 0).toBeGreaterThan(0);
  const chart = Chart.getChart(canvas)!;
  const drawn = (dataset: number) => chart.getDatasetMeta(dataset).data.map(({ x }) => x);
  return { chart, drawn, change: (changed: LineChartOptions) => (options = changed) };
}

const there = [
  { x: 0, y: 0, note: 'Iteration 1' },
  { x: 3, y: 1, note: 'Iteration 2' },
  { x: 1, y: 2, note: 'Iteration 3' },
];
const base = { xLabel: 'KL', yLabel: 'reward', theme: 'light' };

test('joins points in their order where x turns back, and its axis holds all of them', async () => {
  const curves = [{ label: 'Run 1', points: there, color: 'series-1', marker: 'rect' as const }];
  const { chart, drawn } = await draw({ ...base, curves, isOrdered: false });
  await expect.poll(() => drawn(0)).toHaveLength(3);
  const [first, second, third] = drawn(0) as [number, number, number];
  expect(first).toBeLessThan(third);
  expect(third).toBeLessThan(second);
  // Chart.js would take the last x for the largest if it were told that x grows.
  expect(chart.scales.x!.max).toBeGreaterThanOrEqual(3);
  const [dataset] = chart.data.datasets;
  expect(dataset).toMatchObject({ pointStyle: 'rect', borderDash: [], label: 'Run 1' });
});

test('tells curves apart by dashes and dots, and goes back to curves that grow', async () => {
  const grown = [
    { x: 1, y: 0 },
    { x: 2, y: 1 },
  ];
  const { chart, drawn, change } = await draw({
    ...base,
    curves: [
      { label: 'Run 1', points: there, color: 'series-1', marker: 'circle' },
      { label: 'Run 2', points: grown, color: 'series-2', marker: 'triangle' },
    ],
    isOrdered: false,
  });
  const looks = chart.data.datasets.map((dataset) => {
    const { borderDash, pointStyle } = dataset as { borderDash: number[]; pointStyle: string };
    return JSON.stringify([borderDash, pointStyle]);
  });
  expect(new Set(looks).size).toBe(2);
  change({ ...base, curves: [{ label: 'Loss', points: grown, color: 'series-1' }] });
  await expect.poll(() => chart.data.datasets.length).toBe(1);
  await expect.poll(() => drawn(0)).toHaveLength(2);
  expect(chart.options.interaction?.mode).toBe('index');
  expect(chart.scales.x!.max).toBeLessThan(3);
});

test('a click means the nearest point, on its curve or beside it', async () => {
  const points = [1, 2, 3, 4].map((x) => ({ x, y: x }));
  const curves = [{ label: 'Reward', points, color: 'series-1' }];
  const clicked: number[] = [];
  const { chart, drawn } = await draw({ ...base, curves, onSelect: (x) => clicked.push(x) });
  await expect.poll(() => drawn(0)).toHaveLength(4);
  const { left, top } = chart.canvas.getBoundingClientRect();
  const click = (x: number) =>
    chart.canvas.dispatchEvent(
      new MouseEvent('click', { clientX: left + x, clientY: top + 60, bubbles: true }),
    );
  // Chart.js takes one event a frame.
  click(drawn(0)[1]!);
  await expect.poll(() => clicked).toEqual([2]);
  click(drawn(0)[2]! + 4);
  await expect.poll(() => clicked).toEqual([2, 3]);
  expect(chart.canvas.style.cursor).toBe('pointer');
});
