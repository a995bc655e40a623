// The parts of a figure that know nothing of data: frame and axes, marks, legend, colours.

/**
 * After Okabe and Ito's palette for all kinds of colour vision, darkened on white and lightened on black so that each
 * stands out at 3 to 1 or better.
 */
const colours = {
  light: ['#0068a6', '#c44d00', '#007f5c', '#b0518a', '#8f6400', '#5a50c8', '#3a87b8', '#5f5f5f'],
  dark: ['#5db5ef', '#ff8a3d', '#35c99b', '#ec9cc8', '#e8b23c', '#a9a2ff', '#8fd3f7', '#b5b5b5'],
};
const ofTheme = (theme: 'light' | 'dark') =>
  colours[theme].map((colour, index) => `.s${index}{color:${colour}}`).join('');

/** For the whole file; a theme is what the reader's system says. */
export const style =
  'text{font:12px system-ui,sans-serif;fill:#333}.head{font-size:16px;font-weight:600}.panel{font-size:13px;font-weight:600}' +
  '.ground{fill:#fff}.axis,.tick{stroke:#777;fill:none}.grid{stroke:#e3e3e3}.zero{stroke:#777;stroke-dasharray:2 3}' +
  '.mark{fill:currentColor;stroke:none}.line{fill:none;stroke:currentColor;stroke-width:1.5;opacity:.7}' +
  '.curve{fill:none;stroke:currentColor;stroke-width:1.5;stroke-dasharray:6 4}.error{fill:none;stroke:currentColor}' +
  `${ofTheme('light')}@media (prefers-color-scheme:dark){text{fill:#ddd}.ground{fill:#16181d}.axis,.tick{stroke:#888}` +
  `.grid{stroke:#2d3038}.zero{stroke:#999}${ofTheme('dark')}}`;

export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface FrameInput {
  area: Area;
  /** Texts are escaped already. */
  title: string;
  xLabel: string;
  yLabel: string;
  xTicks: readonly { at: number; text: string }[];
  yTicks: readonly { at: number; text: string }[];
  /** Where y is 0, if that is within the panel. */
  zero: number | null;
}

/** Title, grid, axes with ticks and labels. */
export function frame({ area, title, xLabel, yLabel, xTicks, yTicks, zero }: FrameInput): string {
  const { left, right, top, bottom } = area;
  const middle = (top + bottom) / 2;
  return [
    `<text class="panel" x="${left}" y="${top - 14}">${title}</text>`,
    ...yTicks.map(
      ({ at, text }) =>
        `<path class="grid" d="M${left} ${one(at)}H${right}"/>` +
        `<text x="${left - 8}" y="${one(at + 4)}" text-anchor="end">${text}</text>`,
    ),
    ...xTicks.map(
      ({ at, text }) =>
        `<path class="tick" d="M${one(at)} ${bottom}v5"/>` +
        `<text x="${one(at)}" y="${bottom + 19}" text-anchor="middle">${text}</text>`,
    ),
    zero === null ? '' : `<path class="zero" d="M${left} ${one(zero)}H${right}"/>`,
    `<path class="axis" d="M${left} ${top}V${bottom}H${right}"/>`,
    `<text x="${(left + right) / 2}" y="${bottom + 40}" text-anchor="middle">${xLabel}</text>`,
    `<text transform="translate(16 ${middle}) rotate(-90)" text-anchor="middle">${yLabel}</text>`,
  ].join('\n');
}

const size = 4;
const shapes: ((x: number, y: number) => string)[] = [
  (x, y) => `<circle class="mark" cx="${one(x)}" cy="${one(y)}" r="${size}"/>`,
  (x, y) => shape(x, y, [-1, -1, 1, -1, 1, 1, -1, 1]),
  (x, y) => shape(x, y, [0, -1.3, 1.2, 1, -1.2, 1]),
  (x, y) => shape(x, y, [0, -1.4, 1.4, 0, 0, 1.4, -1.4, 0]),
  (x, y) => shape(x, y, [0, 1.3, 1.2, -1, -1.2, -1]),
  (x, y) => shape(x, y, [-1.2, -0.5, 1.2, -0.5, 1.2, 0.5, -1.2, 0.5]),
  (x, y) => shape(x, y, [-0.5, -1.2, 0.5, -1.2, 0.5, 1.2, -0.5, 1.2]),
  (x, y) =>
    shape(x, y, [-1.2, -1.2, 0, -0.5, 1.2, -1.2, 0.5, 0, 1.2, 1.2, 0, 0.5, -1.2, 1.2, -0.5, 0]),
];

/** A look's own mark, so that no series is told by its colour alone. */
export function mark(look: number, x: number, y: number): string {
  return shapes[look % shapes.length]!(x, y);
}

function shape(x: number, y: number, corners: number[]): string {
  const points: string[] = [];
  for (let i = 0; i < corners.length; i += 2) {
    points.push(`${one(x + size * corners[i]!)},${one(y + size * corners[i + 1]!)}`);
  }
  return `<polygon class="mark" points="${points.join(' ')}"/>`;
}

export function curvePath(
  points: readonly { x: number; y: number }[],
  toX: (x: number) => number,
  toY: (y: number) => number,
): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${one(toX(x))} ${one(toY(y))}`)
    .join('');
}

/** Names with their marks, in as many lines as they need. */
export function legend(
  names: readonly (readonly [name: string, look: number])[],
  width: number,
): { content: string; height: number } {
  const lineHeight = 22;
  let [x, y] = [16, 14];
  const items = names.map(([name, look]) => {
    // About seven pixels a letter.
    const own = 28 + 7 * name.length;
    if (x > 16 && x + own > width - 16) [x, y] = [16, y + lineHeight];
    const item =
      `<g class="s${look % 8}">${mark(look, x + 6, y)}</g>` +
      `<text x="${x + 18}" y="${y + 4}">${escapeText(name)}</text>`;
    x += own;
    return item;
  });
  return { content: items.join('\n'), height: y + lineHeight };
}

/** For text and attributes. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const one = (value: number) => Math.round(value * 10) / 10;
