import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type CodegenTask, taskFrom } from '../task.ts'
import { openGuide } from './guide.ts'

const shipped = fileURLToPath(new URL('../../weights', import.meta.url))

test('the shipped weights belong to this table, and know more than the counts of the corpus', async () => {
  const guide = await openGuide(shipped)
  const { training } = guide.manifest
  expect(training.excludedProblems).toBeGreaterThan(100)
  expect(training.exclusionHash).not.toBeNull()
  const last = training.ruleFit
  expect(last?.after).toBeLessThan(last?.before ?? 0)
  const task = taskFrom({
    name: 'f',
    types: ['n', 'n'],
    result: 'n',
    examples: [1, 2, 3, 4, 9].map((x) => ({ args: [x, 2 * x - 3], output: x + (2 * x - 3) })),
    text: 'sum of two numbers',
  }) as CodegenTask
  const rules = guide.rules(task)
  const chances = guide.begin(task, 1).logProbs(0)
  expect(Math.exp(Math.max(...chances))).toBeGreaterThan(0.2)
  expect(Number.isFinite(rules.logWeight(-1, 0, chances.indexOf(Math.max(...chances))))).toBe(true)
  await guide.close()
})
