#!/usr/bin/env node
import { ensureBuilt, product } from './built.mjs';

await ensureBuilt([...product, 'bench']);
await import('../bench/dist/main.js');
