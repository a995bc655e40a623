// A figure as plain SVG without a script: panels with axes, points with error bars, fitted curves, one legend. Colours
// follow the reader's light or dark theme; every series has a mark of its own, too. Measures nothing.
import { axisOf, tickText } from './scale';
import { curvePath, escapeText, frame, legend, mark, style } from './parts';

export interface Point {
  x: number;
  y: number;
  /** Half of the error bar each way; none where it is absent or no number. */
  error?: number;
  xError?: number;
}

export interface Series {
  name: string;
  /** Which colour and mark; series of the same name share them. */
  look: number;
  points: readonly Point[];
  /** Joins the points by a line. */
  isLine?: boolean;
  /** Drawn dashed, without points: a fitted form. */
  curve?: readonly { x: number; y: number }[];
}

export interface Panel {
  title: string;
  /** With its unit. */
  xLabel: string;
  yLabel: string;
  series: readonly Series[];
}

export interface Figure {
  title: string;
  /** What is seen, for those who cannot see it: axes, series, error bars. */
  description: string;
  panels: readonly Panel[];
}

export const panelWidth = 440;
export const panelHeight = 320;
const padding = { left: 64, right: 16, top: 40, bottom: 56 };
const headHeight = 40;

/** The whole file, beginning with `<svg`. */
export function drawFigure({ title, description, panels }: Figure): string {
  const columns = Math.min(2, panels.length);
  const rows = Math.ceil(panels.length / columns);
  const width = columns * panelWidth;
  const names = new Map<string, number>();
  for (const { series } of panels) for (const { name, look } of series) names.set(name, look);
  const key = legend([...names], width);
  const height = headHeight + rows * panelHeight + key.height;
  const body = panels.map((panel, index) => {
    const x = (index % columns) * panelWidth;
    const y = headHeight + Math.floor(index / columns) * panelHeight;
    return `<g transform="translate(${x} ${y})">${drawPanel(panel, index)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escapeText(title)}</title>`,
    `<desc id="description">${escapeText(description)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="head" x="16" y="26">${escapeText(title)}</text>`,
    ...body,
    `<g transform="translate(0 ${headHeight + rows * panelHeight})">${key.content}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

function drawPanel(panel: Panel, index: number): string {
  const points = panel.series.flatMap((series) => series.points);
  const xs = points.flatMap(({ x, xError }) => withError(x, xError));
  const ys = points.flatMap(({ y, error }) => withError(y, error));
  const xAxis = axisOf(xs);
  const yAxis = axisOf(ys);
  const area = {
    left: padding.left,
    right: panelWidth - padding.right,
    top: padding.top,
    bottom: panelHeight - padding.bottom,
  };
  const toX = (x: number) =>
    area.left + ((x - xAxis.low) / (xAxis.high - xAxis.low)) * (area.right - area.left);
  const toY = (y: number) =>
    area.bottom - ((y - yAxis.low) / (yAxis.high - yAxis.low)) * (area.bottom - area.top);
  const clip = `panel-${index}`;
  const drawn = panel.series.map(
    ({ look, points: own, isLine, curve, name }) =>
      `<g class="series s${look % 8}" aria-label="${escapeText(name)}">` +
      (curve
        ? `<path class="curve" clip-path="url(#${clip})" d="${curvePath(curve, toX, toY)}"/>`
        : '') +
      (isLine ? `<path class="line" d="${curvePath(own, toX, toY)}"/>` : '') +
      own.map((point) => errorBars(point, toX, toY)).join('') +
      own.map(({ x, y }) => mark(look, toX(x), toY(y))).join('') +
      '</g>',
  );
  return [
    `<clipPath id="${clip}"><rect x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}"/></clipPath>`,
    frame({
      area,
      title: escapeText(panel.title),
      xLabel: escapeText(panel.xLabel),
      yLabel: escapeText(panel.yLabel),
      xTicks: xAxis.ticks.map((tick) => ({ at: toX(tick), text: tickText(tick) })),
      yTicks: yAxis.ticks.map((tick) => ({ at: toY(tick), text: tickText(tick) })),
      zero: yAxis.low < 0 && yAxis.high > 0 ? toY(0) : null,
    }),
    ...drawn,
  ].join('\n');
}

function withError(value: number, error: number | undefined): number[] {
  return error !== undefined && Number.isFinite(error) ? [value - error, value + error] : [value];
}

const cap = 4;

/** A line through the point with a cap at each end, for each direction that has an error. */
function errorBars(
  { x, y, error, xError }: Point,
  toX: (x: number) => number,
  toY: (y: number) => number,
): string {
  const [at, level] = [toX(x), toY(y)];
  let path = '';
  if (error !== undefined && Number.isFinite(error)) {
    const [top, bottom] = [round(toY(y + error)), round(toY(y - error))];
    const [left, right] = [round(at - cap), round(at + cap)];
    path += `M${round(at)} ${top}V${bottom}M${left} ${top}H${right}M${left} ${bottom}H${right}`;
  }
  if (xError !== undefined && Number.isFinite(xError)) {
    const [left, right] = [round(toX(x - xError)), round(toX(x + xError))];
    const [top, bottom] = [round(level - cap), round(level + cap)];
    path += `M${left} ${round(level)}H${right}M${left} ${top}V${bottom}M${right} ${top}V${bottom}`;
  }
  return path === '' ? '' : `<path class="error" d="${path}"/>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
