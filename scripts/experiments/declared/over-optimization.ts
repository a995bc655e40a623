// Proxy and gold reward against sqrt(KL), with the forms of Gao et al. 2023 fitted.
import {
  fitOverOptimization,
  peakOf,
  rewardAt,
  type OverOptimizationFit,
} from '../../../src/core/over-optimization';
import type { Panel, Series } from '../figure/svg';
import { alongRun, distanceOf, summaryOf, summaryText, type ArmData, type Row } from '../measures';
import { markdownTable } from '../markdown';
import type { ArmRecord } from '../records';
import {
  goldColumn,
  klColumn,
  lengthColumn,
  rewardColumn,
  type DeclaredExperiment,
} from './declared';

const kinds = {
  proxy: {
    metric: 'objective/scores',
    unit: 'deviations',
    title: 'Proxy: what the policy is rewarded with',
  },
  gold: { metric: 'objective/gold', unit: '0 to 1', title: "Gold: the labeler's hidden score" },
} as const;
type Kind = keyof typeof kinds;

export const overOptimization: DeclaredExperiment = {
  id: 'over-optimization',
  question:
    'When a policy is optimised against a reward model that was trained on few noisy rankings, does the hidden gold score ' +
    'rise, peak and fall while the proxy keeps rising (Gao, Schulman, Hilton 2023)? Does a KL penalty change the curve, or ' +
    'only how far along it a run gets? Does best-of-n spend less KL for the same reward?',
  setup:
    'Each iteration of PPO gives a point: the mean reward and gold score of its batch, less those of the first batch ' +
    '(which the starting policy wrote), and sqrt of its KL. Best-of-n gives a point for n = 1, 2, 4 ... 32 from 32 replies ' +
    'to every held-out prompt (the unbiased estimator of Nakano et al. 2021); its KL is the formula log n - (n-1)/n. ' +
    'The dashed curves are least-squares fits to the means over seeds: d (a - b d) for best-of-n, d (a - b log d) for PPO.',
  columns: [klColumn, rewardColumn, goldColumn, lengthColumn],
  figure: (arms) => ({
    description:
      'Two panels against the square root of the KL: the rise of the proxy reward and that of the gold score, a series an ' +
      'arm. Points are means over seeds, bars standard errors, dashed lines the fitted forms.',
    panels: [panelOf(arms, 'proxy'), panelOf(arms, 'gold')],
  }),
  more: (arms) => `### The fitted forms\n\n${fitsTable(arms)}`,
};

/** Above the starting policy's: the first row's. */
const riseIn =
  (metric: string) =>
  (row: Row, _index: number, record: ArmRecord): number =>
    row[metric]! - record.rows[0]![metric]!;

const fitKind = (arm: ArmData) => (arm.arm === 'best-of-n' ? 'best-of-n' : 'rl');

function fitOf(arm: ArmData, kind: Kind): OverOptimizationFit | null {
  const points = alongRun(arm, distanceOf, riseIn(kinds[kind].metric));
  return fitOverOptimization(
    fitKind(arm),
    points.map(({ x, y }) => ({ distance: x, reward: y })),
  );
}

function panelOf(arms: ArmData[], kind: Kind): Panel {
  const { metric, unit, title } = kinds[kind];
  const series = arms.map((arm): Series => {
    const points = alongRun(arm, distanceOf, riseIn(metric));
    const fit = fitOf(arm, kind);
    const furthest = Math.max(...points.map(({ x }) => x));
    const curve = fit && {
      curve: Array.from({ length: 61 }, (_, index) => {
        const x = (furthest * index) / 60;
        return { x, y: rewardAt(fit, x) };
      }),
    };
    return { name: arm.label, look: arm.look, points, ...curve };
  });
  return { title, xLabel: 'sqrt(KL), KL in nats per reply', yLabel: `rise (${unit})`, series };
}

function fitsTable(arms: ArmData[]): string {
  const rows = arms.flatMap((arm) =>
    (['proxy', 'gold'] as const).map((kind) => {
      const pooled = fitOf(arm, kind);
      const single = arm.records.map((record) => fitOf({ ...arm, records: [record] }, kind));
      const peak = pooled && peakOf(pooled);
      return [
        arm.label,
        kind,
        summaryText(summaryOf(single.map((fit) => fit?.a)), 3),
        summaryText(summaryOf(single.map((fit) => fit?.b)), 3),
        !pooled ? '' : peak === null ? 'none' : peak > 100 ? 'beyond 100' : peak.toFixed(2),
        pooled ? pooled.explained.toFixed(2) : '',
      ];
    }),
  );
  const headings = ['arm', 'score', 'a', 'b', 'peak, sqrt(KL)', 'variance explained'];
  const note =
    'a and b are fitted seed by seed (mean ± standard error); peak and variance explained are those of the fit to the means.';
  return `${markdownTable(headings, rows)}\n\n${note}`;
}
