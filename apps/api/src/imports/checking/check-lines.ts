import { isUtf8 } from 'node:buffer';
import { type CheckedReport, checkedReport, type LineRules } from './checked-report.ts';
import type { LineFault } from '../import-record.ts';
import { goodLines, notUtf8 } from './good-lines.ts';

/** A line that must be seen in its turn: a change, one of several events of a merge, or one that is wrong. */
export interface OpenLine {
  readonly line: number;
  /** What stands in it. */
  readonly json: string;
}

/** What some whole lines of a file hold, line by line, and how many they are; blank ones are passed over. */
export interface CheckedLines {
  readonly records: readonly (CheckedReport | OpenLine)[];
  readonly lines: number;
  /** What is wrong with the line after these, at which reading ends. */
  readonly fault?: LineFault;
}

/** Whole lines of a file. */
export interface LineBlock {
  readonly bytes: Uint8Array;
  /** Whether the file begins with them. */
  readonly isFirst: boolean;
}

/** Checks lines as far as they can be checked by themselves, whatever stands before them; `first` is the number of the first. */
export function checkLines(block: LineBlock, rules: LineRules, first: number): CheckedLines {
  const { text, fault } = textOf(block);
  const lines = text.split('\n');
  const records: (CheckedReport | OpenLine)[] = [];
  for (const [index, json] of lines.entries()) {
    const line = first + index;
    if (json.trim() !== '') records.push(checkedReport(json, line, rules) ?? { line, json });
  }
  return { records, lines: lines.length - 1, ...(fault !== undefined && { fault }) };
}

function textOf({ bytes, isFirst }: LineBlock): { text: string; fault?: LineFault } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const good = isUtf8(buffer);
  const text = good ? buffer.toString('utf8') : goodLines(buffer);
  return {
    text: isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text,
    ...(!good && { fault: notUtf8 }),
  };
}
