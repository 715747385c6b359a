import { expect, test } from 'vitest'
import type { Node } from './program.ts'
import { regexEdits } from './regex-edits.ts'

const literal = (text: string): Node => ({
  kind: 'RegularExpressionLiteral',
  type: 'RegExp',
  text,
  start: 0,
  end: text.length,
  parent: null,
  children: [],
})
const edited = (text: string) =>
  regexEdits(literal(text)).map(({ changes }) => changes[0]?.pieces.join(''))

test('a range over both cases is taken apart, a repetition and a flag changed', () => {
  expect(edited('/[A-z]+/')).toEqual(
    expect.arrayContaining(['/[A-Za-z]+/', '/[A-z]*/', '/[A-z]+/g']),
  )
})

test('members of a class are added and taken out', () => {
  expect(edited('/[^a(]/')).toEqual(expect.arrayContaining(['/[^a()]/', '/[^a]/', '/[a(]/']))
})

test('whatever is proposed for a valid expression differs from it, and nearly all of it is valid', () => {
  for (const text of ['/^\\d{2}$/', '/(\\w+)-\\1/g', '/[\\s,;]+/']) {
    const all = edited(text)
    expect(all).not.toContain(text)
    const valid = all.filter((other) => {
      const close = other?.lastIndexOf('/') ?? 0
      try {
        return new RegExp(other?.slice(1, close) ?? '', other?.slice(close + 1)) !== null
      } catch (error) {
        if (error instanceof SyntaxError) return false
        throw error
      }
    })
    expect(valid.length).toBeGreaterThan(all.length * 0.8)
  }
})
