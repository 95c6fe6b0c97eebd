import { parentPort } from 'node:worker_threads';
import { knownNames } from '../../situation/known-names.ts';
import { checkLines } from './check-lines.ts';
import type { CheckMessage } from './check-thread.ts';
import type { LineRules } from './checked-report.ts';
import { memoryOf, packed } from './packed-lines.ts';

let rules: LineRules | undefined;

parentPort?.on('message', (message: CheckMessage) => {
  if ('order' in message) {
    const { format, author, description } = message.order;
    rules = { format, author, situation: knownNames(description) };
    return;
  }
  if (rules === undefined)
    throw new Error('the thread was sent lines before it was told the rules');
  const lines = packed(checkLines(message.block, rules, 0), rules.author);
  parentPort?.postMessage(lines, memoryOf(lines));
});
