import { build, product } from './built.mjs';

for (const projects of [product, ['bench']]) await build(projects, { show: true });
