import { describe, expect, it } from '@jest/globals';
import type { ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../problems/problem.ts';
import { ZodPipe } from './zod.pipe.ts';

const query: ArgumentMetadata = { type: 'query' };
const pipe = new ZodPipe(z.object({ after: z.string().transform(Number).optional() }));

const pointersOf = (value: unknown): readonly string[] => {
  try {
    pipe.transform(value, query);
  } catch (error) {
    if (error instanceof Problem) return error.errors.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
};

describe('a parameter', () => {
  it('is read by its schema', () => {
    expect(pipe.transform({ after: '7' }, query)).toEqual({ after: 7 });
  });

  it('may be left out where the schema says so', () => {
    expect(pipe.transform(undefined, query)).toEqual({});
  });

  it('that comes twice is refused', () => {
    expect(pointersOf({ after: ['1', '2'] })).toEqual(['/after']);
  });

  it('that nobody knows is refused by name', () => {
    expect(pointersOf({ befor: '1' })).toEqual(['/befor']);
  });

  it('null is no object', () => {
    expect(pointersOf(null)).toEqual(['']);
  });
});
