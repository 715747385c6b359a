import { expect, test } from 'vitest'
import { applyChanges, areApart, type Change } from './change.ts'

const source = 'if (a < b) return c'
const at = (text: string) => ({
  start: source.indexOf(text),
  end: source.indexOf(text) + text.length,
})

test('a change around and a change inside go together, whatever their order', () => {
  const outer: Change = { ...at('a < b'), pieces: ['!(', at('a < b'), ')'] }
  const inner: Change = { ...at('<'), pieces: ['>='] }
  expect(applyChanges(source, [outer, inner])).toBe('if (!(a >= b)) return c')
  expect(applyChanges(source, [inner, outer])).toBe('if (!(a >= b)) return c')
})

test('an insertion stands before what is changed at its place', () => {
  const insertion: Change = { start: 0, end: 0, pieces: ['x++;'] }
  const whole: Change = { start: 0, end: source.length, pieces: ['{', at('return c'), '}'] }
  expect(applyChanges(source, [whole, insertion])).toBe('x++;{return c}')
})

test('a copied span carries the changes of its place, and what is dropped takes its own along', () => {
  const swap: Change = { ...at('a < b'), pieces: [at('b'), ' < ', at('a')] }
  const rename: Change = { ...at('c'), pieces: ['d'] }
  const drop: Change = { ...at('return c'), pieces: [';'] }
  expect(applyChanges(source, [swap, rename])).toBe('if (b < a) return d')
  expect(applyChanges(source, [rename, drop])).toBe('if (a < b) ;')
})

test('changes are apart when neither touches the text of the other', () => {
  const one: Change = { ...at('a'), pieces: ['x'] }
  expect(areApart([one], [{ ...at('b'), pieces: ['y'] }])).toBe(true)
  expect(areApart([one], [{ ...at('a < b'), pieces: ['y'] }])).toBe(false)
})
