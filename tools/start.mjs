#!/usr/bin/env node
import { ensureBuilt, product } from './built.mjs';

await ensureBuilt(product);
await import(new URL('../apps/api/bundle/main.js', import.meta.url).href);
