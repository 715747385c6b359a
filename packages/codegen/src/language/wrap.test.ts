import { expect, test } from 'vitest'
import { render } from './render.ts'
import { sampleTerm, seededRandom } from './sample.ts'
import { wrapLines } from './wrap.ts'

test('a long chain is broken before its dots', () => {
  const line =
    "  return text.split(' ').filter((word) => word !== '').map((word) => word.toUpperCase()).join(', ')"
  expect(wrapLines(`${line} + '!!!!!!!!!!!!!!'`)).toBe(
    "  return text\n    .split(' ')\n    .filter((word) => word !== '')\n    .map((word) => word.toUpperCase())\n    .join(', ') + '!!!!!!!!!!!!!!'",
  )
})

test('texts and patterns are never broken', () => {
  const line = `  return 'a.map(b).map(c) || d && e ? f : g, ${'('.repeat(90)}'.length`
  expect(wrapLines(line)).toBe(line)
  const pattern = `  return /a.map(b)|c.map(d)|e.map(f)${'x'.repeat(90)}/.test(text)`
  expect(wrapLines(pattern)).toBe(pattern)
})

test('hardly a line of printed code is longer than a screen is wide', () => {
  const random = seededRandom(5)
  const lines = Array.from({ length: 300 }, () => {
    const term = sampleTerm(random, {
      parameters: ['N', 's'],
      result: 'n',
      numbers: [],
      strings: [],
    })
    return render(term, {
      signature: 'export function f(list: number[], text: string): number',
      parameters: ['list', 'text'],
    }).split('\n')
  }).flat()
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines.filter(({ length }) => length > 100).length).toBeLessThan(lines.length / 50)
})
