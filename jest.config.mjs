/** One transform for every suite: TypeScript as ES modules, with the decorators Nest needs. */
const compile = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
    },
    module: { type: 'es6' },
  },
];

const suite = (displayName, options) => ({
  displayName,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@ceasefire/source', 'node', 'node-addons'] },
  transform: { '\\.ts$': compile(false), '\\.tsx$': compile(true) },
  // How many times as often as usual the laws of the domain are tried.
  globals: { lawRuns: Number(process.env['LAW_RUNS'] ?? 1) },
  modulePathIgnorePatterns: ['/dist/', '/bundle/', '/.nx/', '/.data/'],
  ...options,
});

const withPostgres = {
  globalSetup: '<rootDir>/tools/test-server/setup.mjs',
  globalTeardown: '<rootDir>/tools/test-server/teardown.mjs',
};

export default {
  maxWorkers: 2,
  // Not a judgement on speed: a busy machine takes its time to start servers.
  testTimeout: 60_000,
  projects: [
    // Pure: no database, no socket.
    suite('unit', {
      testMatch: ['<rootDir>/{apps,bench,libs,seeds,tools}/**/*.spec.{ts,tsx}'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '/dist/',
        '\\.int\\.spec\\.ts$',
        '\\.e2e\\.spec\\.ts$',
      ],
    }),
    // With a real PostgreSQL.
    suite('integration', {
      testMatch: ['<rootDir>/{apps,libs,bench,seeds}/**/*.int.spec.ts'],
      ...withPostgres,
    }),
    // The started product, over HTTP, sockets and a real browser.
    suite('e2e', { testMatch: ['<rootDir>/apps/*-e2e/**/*.e2e.spec.ts'], ...withPostgres }),
  ],
};
