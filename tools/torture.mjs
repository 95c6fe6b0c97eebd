#!/usr/bin/env node
import { ensureBuilt, product } from './built.mjs';

// Apart, so that a product that is built already is left alone.
for (const projects of [product, ['bench']]) await ensureBuilt(projects);
await import('../bench/dist/torture/main.js');
