#!/usr/bin/env node
import { ensureBuilt } from './built.mjs';

// npm moves to the project's folder; the files that are named on the command line are where the user stands.
if (process.env.npm_lifecycle_event === 'monitor' && process.env.INIT_CWD) {
  process.chdir(process.env.INIT_CWD);
}
await ensureBuilt(['api']);
await import(new URL('../apps/api/bundle/cli.js', import.meta.url).href);
