import { expect, test } from 'vitest'
import { compile } from '../language/evaluate.ts'
import type { Type } from '../language/type.ts'
import { type CodegenTask, taskFrom } from '../task.ts'
import { enumerate } from './enumerate.ts'
import { handPrior, uniformPrior } from './prior.ts'

function taskOf(
  types: readonly Type[],
  result: Type,
  answer: (...args: never[]) => unknown,
  inputs: readonly (readonly unknown[])[],
): CodegenTask {
  const examples = inputs.map((args) => ({ args, output: answer(...(args as never[])) }))
  const task = taskFrom({ name: 'f', types, result, examples, text: '' })
  if ('refused' in task) throw new RangeError(task.refused)
  return task
}

const lists = [[[1, 2, 3]], [[]], [[5]], [[-4, 9]], [[2, 2, 7, 1]]]
const squares = taskOf(['N'], 'N', (list: readonly number[]) => list.map((x) => x * x), lists)

test('a program with a lambda is found and does what the examples say', () => {
  const { found } = enumerate(squares, handPrior, { candidates: 20_000 })
  const [first] = found
  if (!first) throw new RangeError('nothing found')
  const run = compile(first.term, 1)
  for (const { args, output } of squares.examples) expect(run(args)).toEqual(output)
})

test('the same task, prior and budget find the same programs after as many candidates', () => {
  const limits = { candidates: 20_000, wanted: 5 }
  const once = enumerate(squares, handPrior, limits)
  expect(enumerate(squares, handPrior, limits)).toEqual(once)
})

test('a prior that knows the program finds it sooner', () => {
  const [uniform] = enumerate(squares, uniformPrior, { candidates: 50_000 }).found
  const [hand] = enumerate(squares, handPrior, { candidates: 50_000 }).found
  expect(hand?.candidates ?? 50_000).toBeLessThan(uniform?.candidates ?? 50_000)
})

test('candidates are a hard limit, and an unreachable goal ends there', () => {
  const odd = taskOf(['n'], 's', (x: number) => `${x}${Math.sin(x)}`, [[1], [2], [3]])
  const { found, candidates } = enumerate(odd, handPrior, { candidates: 5_000 })
  expect(found).toEqual([])
  expect(candidates).toBeLessThanOrEqual(5_001)
})

test('a program that leaves a parameter out is not the end of the search', () => {
  const inputs = [
    [[1, 2, 30, 40], 10],
    [[], 1],
    [[5, 6, 7, 8], 7],
  ]
  const task = taskOf(
    ['N', 'n'],
    'N',
    (list: readonly number[], k: number) => list.filter((x) => x > k),
    inputs,
  )
  const { found } = enumerate(task, handPrior, { candidates: 100_000, wanted: 3 })
  expect(found.some(({ usesAll }) => usesAll)).toBe(true)
})
