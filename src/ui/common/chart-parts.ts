// The parts of Chart.js that the app draws with, registered once. Imported on demand only, so that no room waits for it.
import {
  Chart,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';

Chart.register(Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip);

export { Chart };
