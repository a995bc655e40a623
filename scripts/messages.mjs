// `npm run messages`: compiles messages/ into src/paraglide/, which type checks, lint and tests
// read. The build and the development server do the same through vite's plugin.
import { compile } from '@inlang/paraglide-js';
import { messageOptions } from './lib/message-options.mjs';

await compile(messageOptions);
