#!/usr/bin/env node
import { ensureBuilt, product } from './built.mjs';

await ensureBuilt(product);
await import('../apps/api/dist/main.js');
