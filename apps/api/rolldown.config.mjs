import { createRequire } from 'node:module';
import { defineConfig } from 'rolldown';

/** The programs of the API by the names of their files in `bundle/`, where they lie side by side, so that one finds another beside itself. */
const programs = {
  main: 'dist/main.js',
  cli: 'dist/cli/main.js',
  'check-thread.main': 'dist/imports/checking/check-thread.main.js',
  'rebuild-thread.main': 'dist/projections/rebuild-thread.main.js',
};

/** What packages ask for and do without when it is not there, e.g. the drivers of databases that are not used. */
const isLeftOut = (name, importer) => {
  if (!importer?.includes('/node_modules/') || !/^[@a-z]/.test(name)) return false;
  try {
    createRequire(importer).resolve(name);
    return false;
  } catch (error) {
    return error.code === 'MODULE_NOT_FOUND';
  }
};

export default defineConfig({
  cwd: import.meta.dirname,
  input: programs,
  platform: 'node',
  external: isLeftOut,
  // What is told of a class in a log or a problem is its name.
  output: { dir: 'bundle', cleanDir: true, keepNames: true, strictExecutionOrder: true },
});
