// The only place that touches Chart.js: an attachment that draws curves on a canvas and redraws when what it reads
// changes. Colours come from the page's design tokens. Holds no data.
import type { Chart, ChartConfiguration, ChartDataset } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import type { Point } from '../../state/series.svelte';
import { formatNumber } from './words';

export interface Curve {
  label: string;
  points: Point[];
  /** Name of a design token, without the dashes: 'series-1'. */
  color: string;
  /** Dots at the points; by default while they are few. */
  dots?: boolean;
}

export interface LineChartOptions {
  curves: Curve[];
  xLabel: string;
  yLabel: string;
  /** Fixed ends of the axis; free where absent. */
  yMin?: number;
  yMax?: number;
  /** At least as far as this, so that the curve grows into its frame. */
  xMax?: number;
  /** Redrawn in its colours when it changes. */
  theme: string;
}

/**
 * Draws what `options` gives, whenever what it reads changes. Chart.js is fetched when the first chart is shown.
 * Curves with more points than pixels are thinned out by its decimation.
 */
export function lineChart(options: () => LineChartOptions): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart = $state.raw<Chart<'line', Point[]> | null>(null);
    let gone = false;
    void import('./chart-parts').then(({ Chart }) => {
      if (!gone) chart = new Chart<'line', Point[]>(canvas, emptyChart());
    });
    $effect(() => {
      const wanted = options();
      const target = chart;
      if (target) drawSoon(target, wanted);
    });
    return () => {
      gone = true;
      if (chart) {
        waiting.delete(chart);
        chart.destroy();
      }
    };
  };
}

const waiting = new Map<Chart<'line', Point[]>, LineChartOptions>();
let frame = 0;
/** Longer than this in one frame, and typing would stutter; the other charts wait for the next one. */
const frameBudgetMs = 8;

function drawSoon(chart: Chart<'line', Point[]>, options: LineChartOptions): void {
  waiting.set(chart, options);
  frame ||= requestAnimationFrame(drawWaiting);
}

function drawWaiting(): void {
  const startedAtMs = performance.now();
  frame = 0;
  for (const [chart, options] of waiting) {
    waiting.delete(chart);
    draw(chart, options);
    if (performance.now() - startedAtMs > frameBudgetMs) break;
  }
  if (waiting.size > 0) frame = requestAnimationFrame(drawWaiting);
}

function emptyChart(): ChartConfiguration<'line', Point[]> {
  const axis = (ticks: { precision?: number } = {}) => ({
    type: 'linear' as const,
    title: { display: true, text: '' },
    ticks: { maxRotation: 0, autoSkipPadding: 16, callback: tickLabel, ...ticks },
  });
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'index', intersect: false },
      // Steps and iterations are whole numbers.
      scales: { x: axis({ precision: 0 }), y: axis() },
      plugins: {
        decimation: { enabled: true, algorithm: 'min-max' },
        tooltip: {
          callbacks: {
            label: ({ dataset, parsed }) => `${dataset.label}: ${formatNumber(parsed.y ?? NaN)}`,
          },
        },
      },
    },
  };
}

const looks = new WeakMap<Chart<'line', Point[]>, string>();

function draw(chart: Chart<'line', Point[]>, options: LineChartOptions): void {
  const { curves, ...frame } = options;
  // Colours and axes rarely change, and looking them up takes longer than drawing the points.
  const look = JSON.stringify([
    frame,
    curves.map(({ points: _, ...curve }) => curve),
    curves.map(hasDots),
  ]);
  if (looks.get(chart) !== look) dress(chart, options);
  looks.set(chart, look);
  curves.forEach(({ points }, index) => (chart.data.datasets[index]!.data = points));
  chart.update('none');
}

/** More than these would hide the line. */
const mostDots = 24;

function hasDots({ points, dots }: Curve): boolean {
  return dots ?? points.length <= mostDots;
}

/** Everything but the points. */
function dress(chart: Chart<'line', Point[]>, options: LineChartOptions): void {
  const style = getComputedStyle(chart.canvas);
  const color = (token: string) => style.getPropertyValue(`--${token}`).trim();
  chart.data.datasets = options.curves.map((curve, index): ChartDataset<'line', Point[]> => {
    return {
      label: curve.label,
      data: [],
      borderColor: color(curve.color),
      backgroundColor: color(curve.color),
      borderWidth: 2,
      // A second curve is told apart without its colour too.
      borderDash: index === 0 ? [] : [6, 3],
      pointRadius: hasDots(curve) ? 3 : 0,
      pointHitRadius: 8,
      // A line or a dot on the frame's edge stays whole.
      clip: 4,
    };
  });
  const scales = chart.options.scales!;
  const font = { family: style.fontFamily, size: 12 };
  const frame = (label: string) => ({
    title: { display: true, text: label, color: color('text-muted'), font },
    grid: { color: color('border') },
    border: { color: color('border-strong') },
  });
  // A chart without a point yet shows where its points will come.
  const suggestedMin = options.xMax === undefined ? undefined : Math.min(1, options.xMax);
  Object.assign(scales.x!, frame(options.xLabel), { suggestedMin, suggestedMax: options.xMax });
  Object.assign(scales.y!, frame(options.yLabel), { min: options.yMin, max: options.yMax });
  for (const axis of [scales.x!, scales.y!]) {
    Object.assign(axis.ticks!, { color: color('text-muted'), font });
  }
  chart.options.plugins!.tooltip!.callbacks!.title = ([item]) =>
    item ? `${options.xLabel} ${formatNumber(item.parsed.x ?? NaN)}` : '';
}

function tickLabel(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value, 3) : value;
}
