import { expect, test } from 'vitest'
import { createCandidates } from './candidates.ts'
import type { Edit } from './edit.ts'

const edit = (start: number, end: number, cost: number): Edit => ({
  kind: 'literal',
  cost,
  place: { start, end },
  changes: [{ start, end, pieces: ['x'] }],
})
const [late, early, middle] = [edit(0, 1, 3), edit(2, 3, 1), edit(4, 5, 2)]
const all = [late, early, middle]
const always = Number.POSITIVE_INFINITY

test('single edits come cheapest first when ranked, else as they were given', () => {
  const taken = (isRanked: boolean) =>
    createCandidates(all, isRanked)
      .take(9, always)
      .map(({ edits }) => edits)
  expect(taken(true)).toEqual([[early], [middle], [late]])
  expect(taken(false)).toEqual([[late], [early], [middle]])
})

test('pairs have a leader, stand apart and come once, cheapest first', () => {
  const around = edit(2, 5, 4)
  const queue = createCandidates([...all, around], true)
  queue.take(4, always)
  queue.lead(middle)
  queue.lead(early)
  expect(queue.take(9, always).map(({ edits }) => edits)).toEqual([
    [early, middle],
    [early, late],
    [middle, late],
  ])
  expect(queue.nextCost()).toBe(always)
})

test('what is dearer than the limit stays for later', () => {
  const queue = createCandidates(all, true)
  expect(queue.take(9, 2)).toHaveLength(2)
  expect(queue.nextCost()).toBe(3)
  expect(queue.take(9, always)).toHaveLength(1)
})
