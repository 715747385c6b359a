// A 53-bit hash of a row of values, so that programs which behave alike meet in one map. Not a digest for
// anybody else: 0 and -0 differ here, as they do for the judge.

/** Stands where a program has no value. */
export const noValue: unique symbol = Symbol('no value')

const bits = new Float64Array(1)
const halves = new Uint32Array(bits.buffer)

let low = 0
let high = 0

export function fingerprint(values: readonly unknown[]): number {
  low = 0x811c9dc5
  high = 0x9747b28c
  for (const value of values) mix(value)
  return (high >>> 11) * 4294967296 + (low >>> 0)
}

function word(x: number): void {
  low = Math.imul(low ^ x, 0x01000193)
  low ^= low >>> 15
  high = Math.imul(high ^ (x + 0x7f4a7c15), 0x85ebca6b)
  high ^= high >>> 13
}

function mix(value: unknown): void {
  if (typeof value === 'number') {
    if (value === (value | 0) && !(value === 0 && 1 / value < 0)) {
      word(1)
      word(value)
      return
    }
    bits[0] = value
    word(2)
    word(halves[0] ?? 0)
    word(halves[1] ?? 0)
  } else if (typeof value === 'string') {
    word(3)
    word(value.length)
    for (let i = 0; i < value.length; i++) word(value.charCodeAt(i))
  } else if (typeof value === 'boolean') word(value ? 5 : 4)
  else if (Array.isArray(value)) {
    word(6)
    word(value.length)
    for (const item of value) mix(item)
  } else if (value instanceof Map) {
    word(8)
    word(value.size)
    for (const [key, item] of value) {
      mix(key)
      mix(item)
    }
  } else if (typeof value === 'object' && value !== null) {
    word(9)
    for (const [key, item] of Object.entries(value)) {
      mix(key)
      mix(item)
    }
  } else word(value === noValue ? 7 : 10)
}

/** The same row of values, -0 and NaN told apart as Object.is does. */
export function sameRow(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => sameExactly(value, b[i]))
}

function sameExactly(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) return Array.isArray(b) && sameRow(a, b)
  if (a instanceof Map)
    return b instanceof Map && sameRow([...a.entries()].flat(), [...b.entries()].flat())
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(b) || b instanceof Map) return false
  return sameRow(Object.entries(a).flat(), Object.entries(b).flat())
}
