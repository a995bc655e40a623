// `npm run messages`: compiles messages/ into src/paraglide/, which type checks, lint and tests
// read. The build and the development server do the same through vite's plugin.
// With MESSAGES_COMPILED=1 it leaves them as they are: `npm test` compiles once, then runs checks side by side, and
// none may find a file half written.
import { compile } from '@inlang/paraglide-js';
import { messageOptions } from './lib/message-options.mjs';

if (process.env.MESSAGES_COMPILED !== '1') await compile(messageOptions);
