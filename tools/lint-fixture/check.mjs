import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const fixture = fileURLToPath(new URL('.', import.meta.url));
const root = join(fixture, '..', '..');

/** What a fixture says of itself, as `line rule`: a comment at the end of a line, or on a line above or below it. */
function expectedIn(text) {
  return text.split('\n').flatMap((line, index) => {
    const [, where, rules] = /\/\/ breaks( above| below)?: (.+)$/.exec(line) ?? [];
    const offset = { ' above': 0, ' below': 2 }[where] ?? 1;
    return (rules ?? '')
      .split(' ')
      .filter(Boolean)
      .map((rule) => `${index + offset} ${rule}`);
  });
}

/** ESLint's own complaints have no rule to name. */
function nameOf(message) {
  return message.includes('noInlineConfig') ? 'noInlineConfig' : message;
}

const files = readdirSync(fixture, { recursive: true }).filter((file) => file.endsWith('.ts'));
const fixtures = files.filter((file) => file.includes('/src/'));
const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: fixtures,
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: fixtures.length,
        },
        tsconfigRootDir: root,
      },
    },
    // The imports of a fixture resolve from nowhere, so what they are worth has no type.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
});

/** Each file is linted as if it lay at its place in the workspace, under the configuration of that place. */
const reports = [];
for (const file of fixtures) {
  const text = readFileSync(join(fixture, file), 'utf8');
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  const found = result.messages.map(
    ({ line, ruleId, message }) => `${line} ${ruleId ?? nameOf(message)}`,
  );
  reports.push({ file, expected: expectedIn(text).sort(), found: found.sort() });
}
process.stdout.write(JSON.stringify(reports, undefined, 2));
