import { afterAll, expect, test } from 'vitest'
import { createChecker } from './checker.ts'
import { type Outline, outlineOf } from './outline.ts'

const checker = createChecker({ deadlineMs: 20_000 })
afterAll(() => checker.close())

const flat = (node: Outline): Outline[] => [node, ...node.children.flatMap(flat)]

test('every node has its place, and expressions have their types', {
  timeout: 60_000,
}, async () => {
  const source =
    '// first\nexport const half = (list: number[]) => list.slice(0, list.length / 2)\n'
  const outline = await outlineOf(checker, source)
  const found = outline ? flat(outline) : []
  const typeAt = (text: string) =>
    found.find(({ start, end }) => source.slice(start, end) === text)?.type
  expect(typeAt('list.length / 2')).toBe('number')
  expect(typeAt('list.slice(0, list.length / 2)')).toBe('number[]')
  expect(found.map(({ kind }) => kind)).toContain('ArrowFunction')
})

test('a type that refers to itself costs only its own nodes their types', {
  timeout: 60_000,
}, async () => {
  const source = `export type Tree = string | Tree[]
export const count = (tree: Tree): number => (typeof tree === 'string' ? 1 : tree.length)
`
  const outline = await outlineOf(checker, source)
  const found = outline ? flat(outline) : []
  expect(found.find(({ kind }) => kind === 'ConditionalExpression')?.type).toBe('number')
})
