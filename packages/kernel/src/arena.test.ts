import { expect, test } from 'vitest'
import { ArenaFullError, ArenaMarkError, ArenaSizeError, createArena } from './arena.ts'
import { Memory, pageBytes } from './webassembly.ts'

const arenaOf = (pages: number) => {
  const memory = new Memory({ initial: 1, maximum: pages, shared: true })
  return { memory, arena: createArena(memory, 100, pages * pageBytes) }
}

test('blocks are aligned, do not overlap and grow the memory when it ends', () => {
  const { memory, arena } = arenaOf(8)
  const first = arena.allocate(10)
  const second = arena.allocate(3 * pageBytes)
  expect([first, second]).toEqual([128, 192])
  expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(second + 3 * pageBytes)
})

test('a block beyond the cap says what was asked and what is left, and changes nothing', () => {
  const { arena } = arenaOf(2)
  arena.allocate(pageBytes)
  const used = arena.used()
  const ask = () => arena.allocate(2 * pageBytes)
  expect(ask).toThrow(ArenaFullError)
  expect(ask).toThrow(`${2 * pageBytes} bytes asked, ${2 * pageBytes - used - 128} left`)
  expect(arena.used()).toBe(used)
  expect(arena.allocate(64)).toBe(128 + used)
})

test('the last line of the cap can be used', () => {
  const { arena } = arenaOf(1)
  expect(arena.allocate(pageBytes - 128)).toBe(128)
  expect(() => arena.allocate(1)).toThrow(ArenaFullError)
})

test('release goes back to a mark and refuses others', () => {
  const { arena } = arenaOf(4)
  const mark = arena.mark()
  const first = arena.allocate(1000)
  arena.release(mark)
  expect(arena.allocate(1000)).toBe(first)
  expect(() => arena.release(0)).toThrow(ArenaMarkError)
  expect(() => arena.release(arena.mark() + 64)).toThrow(ArenaMarkError)
})

test('sizes that are not sizes are refused', () => {
  const { arena } = arenaOf(1)
  for (const size of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => arena.allocate(size)).toThrow(ArenaSizeError)
  }
})
