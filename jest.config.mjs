/** One transform for every suite: TypeScript as ES modules, with the decorators Nest needs. */
const shared = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@ceasefire/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['/dist/', '/.nx/', '/.data/'],
};

const suite = (displayName, testMatch) => ({ ...shared, displayName, testMatch });

export default {
  projects: [
    // Pure: no database, no socket.
    {
      ...suite('unit', ['<rootDir>/{apps,libs,seeds,tools}/**/*.spec.{ts,tsx}']),
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
    },
    // With a real PostgreSQL.
    suite('integration', ['<rootDir>/{apps,libs,bench}/**/*.int.spec.ts']),
    // The started product, over HTTP, sockets and a real browser.
    suite('e2e', ['<rootDir>/apps/*-e2e/**/*.e2e.spec.ts']),
  ],
};
