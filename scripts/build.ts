// `npm run build`: the production build in dist/, and the record of what it was made from.
import { build } from 'vite';
import { recordBuild } from './lib/build.mjs';

await recordBuild(async () => {
  await build();
});
