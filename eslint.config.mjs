import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Which of our packages each may import. What is not listed is forbidden. */
const mayImport = {
  domain: [],
  contracts: ['domain'],
  'event-store': [],
  postgres: [],
  api: ['contracts', 'domain', 'event-store', 'postgres'],
  dashboard: ['contracts', 'domain'],
  'monitor-process': ['postgres'],
  e2e: ['contracts', 'domain', 'event-store', 'monitor-process', 'postgres'],
  bench: ['contracts', 'domain', 'event-store', 'monitor-process', 'postgres'],
};

/** The log is tested on a real server, which it must not depend on. */
const testsMayImport = { ...mayImport, 'event-store': ['postgres'] };

const boundaries = (allowed) => [
  'error',
  {
    depConstraints: Object.entries(allowed).map(([scope, others]) => ({
      sourceTag: `scope:${scope}`,
      onlyDependOnLibsWithTags: [scope, ...others].map((name) => `scope:${name}`),
    })),
  },
];

/** Nothing imports an application, not even by its package's name, which Nx cannot resolve. */
const noApplication = {
  regex: '^@ceasefire/(api|dashboard|api-e2e|dashboard-e2e|bench)(/|$)',
  message: 'Applications are not imported; move what is shared into a library.',
};

/** Three parameters, then an object; Nest hands a class and a route as many as they declare. */
const fewParameters = {
  selector:
    ':function[params.length>3]' +
    ':not(ClassDeclaration[decorators.length>0] > ClassBody > MethodDefinition > FunctionExpression)',
  message: 'More than three parameters: take an object.',
};

const tests = ['**/*.spec.{ts,tsx}', '**/testing/**', 'apps/*-e2e/**'];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'apps/api/bundle/',
      '**/node_modules/',
      '.nx/',
      '.data/',
      'coverage/',
      'tools/lint-fixture/*/',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended, tseslint.configs.stylistic],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['apps/dashboard/vite.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(mayImport),
      // A union that grows must break every place that decides by it.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          allowDefaultCaseForExhaustiveSwitch: false,
          considerDefaultExhaustiveForUnions: false,
          requireDefaultForNonUnion: true,
        },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
      // A total switch counts once, however many members its union has.
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-depth': ['error', 3],
      'no-restricted-imports': ['error', { patterns: [noApplication] }],
      'no-restricted-syntax': ['error', fewParameters],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: tests,
    rules: {
      // Pure: time, chance and ids come in as arguments.
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'The domain imports nothing but itself.' }] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Chance comes in as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        fewParameters,
        {
          selector:
            ":matches(NewExpression[arguments.length=0], CallExpression)[callee.name='Date']",
          message: 'Time comes in as an argument.',
        },
      ],
    },
  },
  {
    files: ['apps/api/**/*.ts'],
    rules: {
      // Nest declares its options as classes and means object literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['apps/dashboard/src/**/*.{ts,tsx}'],
    ignores: tests,
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noApplication,
            { regex: '^node:', message: 'The dashboard runs in a browser.' },
          ],
        },
      ],
    },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 70 }] } },
  {
    files: tests,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(testsMayImport),
      // A suite is one function, and a scenario reads best in one piece.
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  { files: ['tools/**', 'bench/**', 'apps/api/src/cli/**'], rules: { 'no-console': 'off' } },
  prettier,
);
