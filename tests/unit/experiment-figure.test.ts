// The figures: well-formed SVG, points where the numbers say, error bars where there are errors and nowhere else.
import { describe, expect, it } from 'vitest';
import { axisOf, tickText } from '../../scripts/experiments/figure/scale';
import { drawFigure, type Figure } from '../../scripts/experiments/figure/svg';

const figure: Figure = {
  title: 'Reward & "gold" <both>',
  description: 'A test',
  panels: [
    {
      ...{ title: 'First', xLabel: 'KL (nats)', yLabel: 'reward' },
      series: [
        {
          ...{ name: 'with', look: 0, isLine: true },
          points: [
            { x: 0, y: 0 },
            { x: 10, y: 5, error: 2.5 },
            { x: 4, y: 10, error: NaN, xError: 1 },
          ],
        },
        {
          ...{ name: 'fit <only>', look: 1, points: [{ x: 2, y: 2 }] },
          curve: [
            { x: 0, y: 0 },
            { x: 10, y: 9 },
          ],
        },
      ],
    },
    {
      ...{ title: 'Second', xLabel: 'x', yLabel: 'y' },
      series: [{ name: 'with', look: 0, points: [{ x: 1, y: -1, error: 0.5 }] }],
    },
  ],
};

/** Every tag closed in order, every attribute quoted, no bare ampersand. @throws where it is not so */
function checkWellFormed(svg: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  const text = svg.replace(/<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (...match) => {
    const [, closes, name, , isEmpty] = match as string[];
    if (closes) expect(open.pop()).toBe(name);
    else if (!isEmpty) open.push(name!);
    if (!closes) names.push(name!);
    return '';
  });
  expect(open).toEqual([]);
  expect(text).not.toMatch(/[<>]/);
  expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot);)/);
  return names;
}

describe('a figure', () => {
  const svg = drawFigure(figure);

  it('is well-formed, has a name and a description, no script, and both themes', () => {
    const names = checkWellFormed(svg);
    expect(names.slice(0, 4)).toEqual(['svg', 'title', 'desc', 'style']);
    expect(names).not.toContain('script');
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).toContain('<title id="title">Reward &amp; &quot;gold&quot; &lt;both&gt;</title>');
  });

  it('has an error bar for every error that is a number, around its point', () => {
    const bars = [...svg.matchAll(/<path class="error" d="([^"]+)"/g)].map(([, path]) => path!);
    expect(bars).toHaveLength(3);
    // Panel of 440 x 320, padding 64, 16, 40, 56: x 0 to 10 is 64 to 424, y 0 to 10 is 264 to 40.
    expect(svg).toContain('<circle class="mark" cx="424" cy="152" r="4"/>');
    // 7.5 is at 96, 2.5 at 208.
    expect(bars[0]).toBe('M424 96V208M420 96H428M420 208H428');
    // x 3 to 5 at y 10.
    expect(bars[1]).toBe('M172 40H244M172 36V44M244 36V44');
    expect(bars[2]).toMatch(/^M/);
  });

  it('names each series once in the legend, with its mark', () => {
    const legend = svg.slice(svg.lastIndexOf('<g transform'));
    expect(legend.match(/>with</g)).toHaveLength(1);
    expect(legend).toContain('fit &lt;only&gt;');
    expect(svg.match(/class="curve"/g)).toHaveLength(1);
    expect(svg.match(/class="line"/g)).toHaveLength(1);
  });

  it('stands without any point', () => {
    const empty = { ...figure, panels: [{ ...figure.panels[0]!, series: [] }] };
    const drawn = drawFigure(empty);
    checkWellFormed(drawn);
    expect(drawn).not.toMatch(/NaN|Infinity/);
  });
});

describe('an axis', () => {
  it('has round ticks around all values', () => {
    expect(axisOf([0.13, 0.87])).toEqual({ low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    expect(axisOf([-3.2, 9])).toMatchObject({ low: -5, high: 10 });
    expect(axisOf([0.1, 0.3]).ticks).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
  });

  it('keeps whole numbers whole, and has room for one value', () => {
    expect(axisOf([1, 2]).ticks).toEqual([1, 2]);
    expect(axisOf([5])).toMatchObject({ low: 4, high: 6 });
    expect(axisOf([0.5, NaN]).ticks.length).toBeGreaterThan(2);
  });

  it('says its numbers shortly', () => {
    expect([0, -0.5, 0.00012, 20_000].map(tickText)).toEqual(['0', '−0.5', '0.0001', '20k']);
  });
});
