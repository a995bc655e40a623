// How curves that share a chart are told apart without their colours: by dashes, and where they have dots by the dots'
// form. Charts and legends read the same table. Draws nothing.

/** Names of design tokens, in the order in which they are handed out. */
const colors = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const;
/** Lengths of dash and gap in pixels; a second curve is dashed, a third dotted, and so on. */
const dashes: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 3],
  [12, 3],
  [8, 3, 2, 3],
  [12, 3, 2, 3, 2, 3],
];
/** As Chart.js names them. */
const markers = ['circle', 'triangle', 'rect', 'rectRot'] as const;
export type Marker = (typeof markers)[number];

/** Colours come again after six curves, but then with other dots. */
export function curveColor(index: number): string {
  return colors[index % colors.length]!;
}

export function curveDash(index: number): number[] {
  return [...dashes[index % dashes.length]!];
}

export function curveMarker(index: number): Marker {
  return markers[index % markers.length]!;
}

/** The dot of a legend as points of a polygon around 0, 0; null for a circle. */
export function markerPolygon(marker: Marker, radius: number): string | null {
  const corners: Record<Marker, [number, number][] | null> = {
    circle: null,
    triangle: [
      [0, -1.1],
      [1, 0.8],
      [-1, 0.8],
    ],
    rect: [
      [-0.8, -0.8],
      [0.8, -0.8],
      [0.8, 0.8],
      [-0.8, 0.8],
    ],
    rectRot: [
      [0, -1.15],
      [1.15, 0],
      [0, 1.15],
      [-1.15, 0],
    ],
  };
  return corners[marker]?.map(([x, y]) => `${x * radius},${y * radius}`).join(' ') ?? null;
}
