// The only place that touches Chart.js: an attachment that draws curves on a canvas and redraws when what it reads
// changes. Colours come from the page's design tokens. Holds no data.
import type { Chart, ChartConfiguration, ChartDataset, ChartEvent, Plugin } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import type { Point } from '../../state/series.svelte';
import { curveDash, type Marker } from './curve-looks';
import { formatNumber } from './words';

/** A point; `note` heads its tooltip on charts whose x does not grow. */
export type ChartPoint = Point & { note?: string };

export interface Curve {
  label: string;
  points: ChartPoint[];
  /** Name of a design token, without the dashes: 'series-1'. */
  color: string;
  /** Dots at the points; by default while they are few. */
  dots?: boolean;
  /** Form of the dots; round by default. */
  marker?: Marker;
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
  /** False where x does not grow from point to point: points are then joined in the order in which they come. */
  isOrdered?: boolean;
  /** Called with the x of the point nearest to a click; for charts whose x grows. */
  onSelect?: (x: number) => void;
  /** Where a line stands across the chart, at what was selected. */
  selected?: number | null;
  /** Redrawn in its colours when it changes. */
  theme: string;
}

/**
 * Draws what `options` gives, whenever what it reads changes. Chart.js is fetched when the first chart is shown.
 * Curves with more points than pixels are thinned out by its decimation.
 */
export function lineChart(options: () => LineChartOptions): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart = $state.raw<Chart<'line', ChartPoint[]> | null>(null);
    let gone = false;
    void import('./chart-parts').then(({ Chart }) => {
      if (!gone) chart = new Chart<'line', ChartPoint[]>(canvas, emptyChart());
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

const waiting = new Map<Chart<'line', ChartPoint[]>, LineChartOptions>();
let frame = 0;
/** Longer than this in one frame, and typing would stutter; the other charts wait for the next one. */
const frameBudgetMs = 8;

function drawSoon(chart: Chart<'line', ChartPoint[]>, options: LineChartOptions): void {
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

function emptyChart(): ChartConfiguration<'line', ChartPoint[]> {
  const axis = () => ({
    type: 'linear' as const,
    title: { display: true, text: '' },
    ticks: { maxRotation: 0, autoSkipPadding: 16, callback: tickLabel },
  });
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      scales: { x: axis(), y: axis() },
      plugins: { decimation: { algorithm: 'min-max' } },
      onClick,
    },
    plugins: [selectionLine],
  };
}

const shown = new WeakMap<Chart, LineChartOptions>();

/** Tells which point was clicked, by its x alone: a curve is too thin to hit. */
function onClick(event: ChartEvent, _elements: unknown, chart: Chart): void {
  const { onSelect, curves = [] } = shown.get(chart) ?? {};
  const points = curves.flatMap(({ points }) => points);
  if (!onSelect || event.x === null || points.length === 0) return;
  const wanted = chart.scales.x!.getValueForPixel(event.x)!;
  const distance = ({ x }: ChartPoint) => Math.abs(x - wanted);
  onSelect(points.reduce((best, point) => (distance(point) < distance(best) ? point : best)).x);
}

/** A line across the chart at what was selected. */
const selectionLine: Plugin<'line'> = {
  id: 'selection',
  beforeDatasetsDraw(chart) {
    const { selected } = shown.get(chart) ?? {};
    if (selected === undefined || selected === null) return;
    const { ctx, chartArea, scales, canvas } = chart;
    const x = scales.x!.getPixelForValue(selected);
    ctx.save();
    ctx.strokeStyle = getComputedStyle(canvas).getPropertyValue('--accent').trim();
    ctx.lineWidth = 2;
    ctx.setLineDash([6, 3]);
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};

const looks = new WeakMap<Chart<'line', ChartPoint[]>, string>();

function draw(chart: Chart<'line', ChartPoint[]>, options: LineChartOptions): void {
  const { curves, selected: _selected, ...frame } = options;
  // Colours and axes rarely change, and looking them up takes longer than drawing the points.
  const look = JSON.stringify([
    frame,
    curves.map(({ points: _, ...curve }) => curve),
    curves.map(hasDots),
  ]);
  if (looks.get(chart) !== look) dress(chart, options);
  looks.set(chart, look);
  curves.forEach(({ points }, index) => (chart.data.datasets[index]!.data = points));
  shown.set(chart, options);
  chart.update('none');
}

/** More than these would hide the line. */
const mostDots = 24;

function hasDots({ points, dots }: Curve): boolean {
  return dots ?? points.length <= mostDots;
}

/** Everything but the points. */
function dress(chart: Chart<'line', ChartPoint[]>, options: LineChartOptions): void {
  const style = getComputedStyle(chart.canvas);
  chart.canvas.style.cursor = options.onSelect ? 'pointer' : '';
  const color = (token: string) => style.getPropertyValue(`--${token}`).trim();
  chart.data.datasets = options.curves.map((curve, index): ChartDataset<'line', ChartPoint[]> => {
    return {
      label: curve.label,
      data: [],
      borderColor: color(curve.color),
      backgroundColor: color(curve.color),
      borderWidth: 2,
      // Curves are told apart without their colours too.
      borderDash: curveDash(index),
      pointStyle: curve.marker ?? 'circle',
      pointRadius: hasDots(curve) ? (curve.marker ? 4 : 3) : 0,
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
  order(chart, options);
}

/** What depends on whether x grows: Chart.js may then take short cuts, and a pointer means one x for all curves. */
function order(chart: Chart<'line', ChartPoint[]>, options: LineChartOptions): void {
  const { isOrdered = true, xLabel, yLabel } = options;
  const value = (number: number | null) => formatNumber(number ?? NaN);
  chart.options.normalized = isOrdered;
  for (const dataset of chart.data.datasets) {
    dataset.parsing = isOrdered ? false : { xAxisKey: 'x', yAxisKey: 'y' };
  }
  chart.options.interaction = isOrdered
    ? { mode: 'index', intersect: false }
    : { mode: 'nearest', axis: 'xy', intersect: false };
  const plugins = chart.options.plugins!;
  plugins.decimation!.enabled = isOrdered;
  // Steps and iterations are whole numbers.
  Object.assign(chart.options.scales!.x!.ticks!, { precision: isOrdered ? 0 : undefined });
  plugins.tooltip = {
    callbacks: isOrdered
      ? {
          title: ([item]) => (item ? `${xLabel} ${value(item.parsed.x)}` : ''),
          label: ({ dataset, parsed }) => `${dataset.label}: ${value(parsed.y)}`,
        }
      : {
          title: ([item]) => (item?.raw as ChartPoint | undefined)?.note ?? '',
          label: ({ dataset, parsed }) => [
            dataset.label ?? '',
            `${xLabel}: ${value(parsed.x)}`,
            `${yLabel}: ${value(parsed.y)}`,
          ],
        },
  };
}

function tickLabel(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value, 3) : value;
}
