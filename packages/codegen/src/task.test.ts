import { expect, test } from 'vitest'
import { codegenTaskOf, parseHeader, taskFrom } from './task.ts'

test('a signature is read the way problems write it', () => {
  expect(parseHeader('export function f(list: readonly number[], k: number): number[]')).toEqual({
    name: 'f',
    parameters: [
      { name: 'list', type: 'N' },
      { name: 'k', type: 'n' },
    ],
    result: 'N',
  })
  expect(
    parseHeader('export function g(rows: readonly (readonly number[])[]): ReadonlyArray<string>'),
  ).toEqual({ name: 'g', parameters: [{ name: 'rows', type: 'G' }], result: 'S' })
})

test('what the language has no type for is refused by name', () => {
  expect(parseHeader('export class Stack { push(x: number): void }')).toHaveProperty('refused')
  expect(parseHeader('export function f(x: bigint): number')).toEqual({
    refused: 'the language has no type for the parameter x: bigint',
  })
  expect(parseHeader('export function f(x: number): number | null')).toEqual({
    refused: 'the language has no type number | null',
  })
})

test('a problem becomes a task with its literals and words', () => {
  const task = codegenTaskOf({
    slug: 'leap',
    title: 'Count sevens',
    tier: 1,
    statement: "How often 42 stands in `list`, or 'none'.",
    signature: 'export function countSevens(list: readonly number[]): number',
    examples: [
      {
        source: '',
        throws: false,
        expected: 1,
        call: { name: 'countSevens', args: [[42, 5]] },
      },
      { source: '', throws: true, call: { name: 'countSevens', args: [[]] } },
    ],
    starter: null,
  })
  expect(task).toEqual({
    name: 'countSevens',
    signature: { parameters: ['N'], result: 'n', numbers: [42], strings: ['none'] },
    examples: [{ args: [[42, 5]], output: 1 }],
    words: ['count', 'seven', 'how', 'often', 'stand', 'list', 'none'],
  })
})

test('examples that contradict each other or have the wrong type are refused', () => {
  const base = { name: 'f', types: ['n'] as const, result: 'n' as const, text: '' }
  const example = (x: unknown, output: unknown) => ({ args: [x], output })
  expect(taskFrom({ ...base, examples: [example(1, 2), example(1, 3)] })).toEqual({
    refused: 'examples 1 and 2 contradict each other',
  })
  expect(taskFrom({ ...base, examples: [example(1, 'a')] })).toEqual({
    refused: 'example 1: the result is no number',
  })
  expect(taskFrom({ ...base, examples: [] })).toHaveProperty('refused')
  expect(taskFrom({ ...base, examples: [example(Number.NaN, Number.NaN)] })).toHaveProperty('words')
})
