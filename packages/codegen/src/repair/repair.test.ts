import type { Task } from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'
import { afterAll, expect, test } from 'vitest'
import { applyEdits, editsOf } from './edits.ts'
import { repair } from './repair.ts'
import { tokensOf } from './tokens.ts'

const sandbox = createSandbox({ workers: 1 })
afterAll(() => sandbox.close())

const starter = `export function countBelow(list: readonly number[], limit: number): number {
  let count = 0
  for (const x of list) if (x <= limit) count++
  return count
}
`
const task: Task = {
  slug: 'count-below',
  title: 'Count below',
  tier: 2,
  statement: '',
  signature: 'export function countBelow(list: readonly number[], limit: number): number',
  examples: [
    { source: 'countBelow([1, 2, 3], 2)', throws: false, shown: '1' },
    { source: 'countBelow([], 2)', throws: false, shown: '0' },
    { source: '{ const all = [4, 4]; return countBelow(all, 5) }', throws: false, shown: '2' },
  ],
  starter,
}

test('one slip is undone, the likeliest edit first', async () => {
  const { found } = await repair(task, sandbox, { candidates: 300, wanted: 1 })
  expect(found[0]?.source).toBe(starter.replace('<=', '<'))
  expect(found[0]?.candidates).toBeLessThan(20)
})

test('a loop that does not end costs a candidate, not the run', async () => {
  const endless = starter.replace('count++', 'while (true) count++')
  const { found, candidates } = await repair({ ...task, starter: endless }, sandbox, {
    candidates: 20,
    wanted: 1,
  })
  expect(found).toEqual([])
  expect(candidates).toBe(20)
})

test('without a starter there is nothing to repair', async () => {
  const nothing = { found: [], candidates: 0 }
  expect(await repair({ ...task, starter: null }, sandbox, { candidates: 9, wanted: 1 })).toEqual(
    nothing,
  )
})

test('tokens keep their places, in templates and regular expressions too', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
  const source = 'const f = (a: string) => `x${a.length / 2}y` + /[a-z/]+/g.exec(a) // end'
  for (const { text, at } of tokensOf(source)) expect(source.slice(at, at + text.length)).toBe(text)
  expect(tokensOf(source).map(({ text }) => text)).toContain('/[a-z/]+/g')
  expect(tokensOf(source).map(({ text }) => text)).toContain('length')
})

test('every edit changes exactly its own place', () => {
  for (const edit of editsOf(starter)) {
    const edited = applyEdits(starter, [edit])
    expect(edited.slice(0, edit.from)).toBe(starter.slice(0, edit.from))
    expect(edited.slice(edit.from + edit.text.length)).toBe(starter.slice(edit.to))
  }
})
