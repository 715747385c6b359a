// The built command, since a bundle lies elsewhere than the sources and must find kernel and weights too.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const zooid = fileURLToPath(new URL('../bin/zooid.js', import.meta.url))

const solve = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    execFile(process.execPath, [zooid, 'solve', ...args], { timeout: 60_000 }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    )
  })

const squares = [
  [[1, 2, 3], 14],
  [[], 0],
  [[4], 16],
  [[-1, 2], 5],
  [[10, 1], 101],
].map(([list, output]) => ({ args: [list], output }))

test('the weights that came along write a function from five examples', async () => {
  const { code, out, err } = await solve('--examples', JSON.stringify(squares), '--json')
  expect(err).not.toContain('error')
  expect(code).toBe(0)
  const answer = JSON.parse(out)
  expect(answer.source).toContain('export function')
  expect(answer.candidates).toBeGreaterThan(0)
}, 90_000)

test('examples that contradict each other are refused by name', async () => {
  const { code, err } = await solve(
    '--examples',
    '[{"args":[1],"output":2},{"args":[1],"output":3}]',
  )
  expect(code).toBe(1)
  expect(err).toMatch(/contradict/)
}, 90_000)
