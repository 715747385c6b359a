import { expect, test } from 'vitest'
import { maxRequestBytes, parseSolveRequest, SolveRequestError } from './request.ts'

const reasonOf = (request: unknown) => {
  try {
    parseSolveRequest(typeof request === 'string' ? request : JSON.stringify(request))
  } catch (error) {
    if (error instanceof SolveRequestError) return error.reason
    throw error
  }
  return 'accepted'
}
const double = [
  { args: [1], output: 2 },
  { args: [5], output: 10 },
]

test('a signature may be given, shortened or left out', () => {
  const whole = 'export function twice(x: number): number'
  expect(parseSolveRequest(JSON.stringify(double)).signature).toBe(
    'export function solve(a: number): number',
  )
  for (const signature of [whole, 'twice(x: number): number', `${whole};`]) {
    const task = parseSolveRequest(JSON.stringify({ signature, examples: double }))
    expect(task.signature).toBe(whole)
    expect(task.examples[0]).toMatchObject({ source: 'twice(1)', shown: '2', expected: 2 })
  }
})

test('bad input gets one typed refusal each', () => {
  expect(reasonOf('{')).toBe('not-json')
  expect(reasonOf('[{"args": [NaN], "output": 1}]')).toBe('not-a-number')
  expect(reasonOf('[{"args": [1e999], "output": 1}]')).toBe('huge-value')
  expect(reasonOf(3)).toBe('format')
  expect(reasonOf([])).toBe('no-examples')
  expect(reasonOf({ signature: 'f(x: number): number' })).toBe('no-examples')
  expect(reasonOf([{ args: 1, output: 2 }])).toBe('format')
  expect(reasonOf([double[0]])).toBe('one-example')
  expect(reasonOf([double[0], double[0]])).toBe('one-example')
  expect(reasonOf([...double, { args: [5], output: 11 }])).toBe('contradiction')
  expect(reasonOf([...double, { args: ['x'], output: 1 }])).toBe('unsupported-type')
  expect(reasonOf({ examples: double, signature: 'f(x: bigint): number' })).toBe('unsupported-type')
  expect(reasonOf([{ args: [{ a: [{}] }], output: 1 }, ...double])).toBe('unsupported-type')
  expect(reasonOf([{ args: [2 ** 60], output: 1 }, ...double])).toBe('huge-value')
  expect(reasonOf([{ args: ['x'.repeat(30_000)], output: 1 }])).toBe('huge-value')
  expect(reasonOf([{ args: [1, 2, 3, 4, 5], output: 1 }])).toBe('too-many-parameters')
  expect(reasonOf([{ args: [1, 2], output: 1 }, ...double])).toBe('format')
  expect(reasonOf({ examples: double, tests: 1 })).toBe('format')
  expect(reasonOf({ examples: double, statement: 4 })).toBe('format')
  expect(reasonOf(' '.repeat(10 * maxRequestBytes))).toBe('too-large')
})

test('empty lists are values like others when something says what they hold', () => {
  const lists = [
    { args: [[]], output: [] },
    { args: [[1]], output: [1] },
  ]
  expect(parseSolveRequest(JSON.stringify(lists)).signature).toBe(
    'export function solve(a: number[]): number[]',
  )
})
