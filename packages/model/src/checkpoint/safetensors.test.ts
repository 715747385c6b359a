import { ZooidError } from '@zooid/base'
import { describe, expect, it } from 'vitest'
import { SafetensorsError } from './header.ts'
import { safetensorsLimits } from './limits.ts'
import { readSafetensors, type StoredTensor, writeSafetensors } from './safetensors.ts'
import { chance } from './seeded.fixture.ts'

const f32 = (shape: number[], ...data: number[]): StoredTensor => ({
  dtype: 'F32',
  shape,
  data: Float32Array.from(data),
})
const valid = () =>
  writeSafetensors({
    tensors: new Map<string, StoredTensor>([
      ['a', f32([2, 2], 1, 2, 3, 4)],
      ['b', { dtype: 'BF16', shape: [3], data: Float32Array.of(0.5, -2, 1.0078125) }],
      ['c', { dtype: 'BF16', shape: [2, 1], data: Float32Array.of(0, 3) }],
      ['d', f32([1], 5)],
    ]),
    metadata: new Map([
      ['format', 'test'],
      ['note', 'näive "quoted" \u0001'],
    ]),
  })

/** A file with this header text and so many bytes of data. */
function file(header: string, data: number | Uint8Array = 0): Uint8Array {
  const text = new TextEncoder().encode(header)
  const body = typeof data === 'number' ? new Uint8Array(data) : data
  const bytes = new Uint8Array(8 + text.length + body.length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 8)
  bytes.set(body, 8 + text.length)
  return bytes
}

function reasonOf(bytes: Uint8Array): string {
  try {
    readSafetensors(bytes)
  } catch (error) {
    if (error instanceof SafetensorsError) return error.reason
    throw error
  }
  return 'read'
}

describe('safetensors', () => {
  it('gives back every dtype, shape, number and metadata entry', () => {
    const { tensors, metadata } = readSafetensors(valid())
    expect([...(tensors.get('a')?.data ?? [])]).toEqual([1, 2, 3, 4])
    expect([...(tensors.get('b')?.data ?? [])]).toEqual([0.5, -2, 1.0078125])
    expect([...(tensors.get('c')?.data ?? [])]).toEqual([0, 3])
    expect(tensors.get('a')?.shape).toEqual([2, 2])
    expect(metadata.get('note')).toBe('näive "quoted" \u0001')
  })

  it('writes the same bytes for the same tensors and reads what it wrote to the same bytes', () => {
    expect(valid()).toEqual(valid())
    expect(writeSafetensors(readSafetensors(valid()))).toEqual(valid())
  })

  it('aligns every tensor to its width', () => {
    const bytes = valid()
    const headerLength = new DataView(bytes.buffer).getUint32(0, true)
    expect((8 + headerLength) % 8).toBe(0)
    const shared = readSafetensors(bytes).tensors.get('a')?.data.buffer
    expect(shared).toBe(bytes.buffer)
  })

  it('reads from bytes that begin anywhere in a buffer', () => {
    for (let shift = 1; shift < 8; shift++) {
      const moved = new Uint8Array(valid().length + shift)
      moved.set(valid(), shift)
      expect(readSafetensors(moved.subarray(shift))).toEqual(readSafetensors(valid()))
    }
  })

  it('takes scalars, empty tensors, an empty file and white space around tokens', () => {
    expect(readSafetensors(file('{}')).tensors.size).toBe(0)
    const spaced = ' {"x" : { "dtype":"F32" ,"shape":[],\n"data_offsets":[0 , 4] } } '.trimStart()
    expect(readSafetensors(file(spaced, 4)).tensors.get('x')?.shape).toEqual([])
    const empty = '{"x":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]}}'
    expect(readSafetensors(file(empty)).tensors.get('x')?.data.length).toBe(0)
  })

  it('keeps tensors called __proto__ and constructor apart from the language', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const tensors = new Map(names.map((name, i) => [name, f32([1], i)]))
    const back = readSafetensors(writeSafetensors({ tensors, metadata: new Map() })).tensors
    expect([...back.keys()]).toEqual(names)
  })

  const entry = (dtype: string, shape: string, offsets: string) =>
    `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`
  const one = (text: string) => `{"x":${text}}`
  const good = entry('F32', '[1]', '[0,4]')
  const headerLengthOf = (low: number, high: number) => {
    const bytes = file('{}')
    new DataView(bytes.buffer).setUint32(0, low, true)
    new DataView(bytes.buffer).setUint32(4, high, true)
    return bytes
  }
  const nan = new Uint8Array(Float32Array.of(Number.NaN).buffer)
  const infinite = new Uint8Array(Float32Array.of(Number.NEGATIVE_INFINITY).buffer)
  const hostile: [string, Uint8Array, string][] = [
    ['a header length of 2^63', headerLengthOf(0, 0x8000_0000), 'too_large'],
    ['a header above the cap', headerLengthOf(safetensorsLimits.headerBytes + 1, 0), 'too_large'],
    ['a header that ends behind the file', headerLengthOf(3, 0), 'header'],
    ['fewer than eight bytes', Uint8Array.of(1, 2, 3), 'header'],
    ['no brace', file('[1]'), 'header'],
    ['a leading space', file(' {}'), 'header'],
    ['a byte-order mark', file('\ufeff{}'), 'header'],
    ['bytes that are not UTF-8', file('{}').fill(0xff, 9, 10), 'header'],
    ['text after the header', file('{}x'), 'header'],
    ['a zero after the header', file('{}\u0000'), 'header'],
    ['an unfinished string', file('{"x'), 'header'],
    ['an unfinished escape', file('{"x\\'), 'header'],
    ['half a surrogate pair', file(`{"\\ud800":${good}}`, 4), 'header'],
    ['a trailing comma', file(`{"x":${good},}`, 4), 'header'],
    ['an unknown field', file(one('{"dtype":"F32","shape":[1],"evil":[0,4]}'), 4), 'header'],
    ['a missing field', file(one('{"dtype":"F32","shape":[1]}'), 4), 'header'],
    ['nesting', file(one('['.repeat(100_000))), 'header'],
    ['an object for a shape', file(one(entry('F32', '{}', '[0,4]')), 4), 'header'],
    ['metadata that is no string', file('{"__metadata__":{"a":1}}'), 'header'],
    ['a duplicate tensor', file(`{"x":${good},"x":${good}}`, 4), 'duplicate'],
    ['the same name spelled by an escape', file(`{"x":${good},"\\u0078":${good}}`, 4), 'duplicate'],
    ['duplicate metadata', file('{"__metadata__":{"a":"1","a":"2"}}'), 'duplicate'],
    ['two metadata objects', file('{"__metadata__":{},"__metadata__":{}}'), 'duplicate'],
    ['a negative dim', file(one(entry('F32', '[-1]', '[0,4]')), 4), 'header'],
    ['a fraction', file(one(entry('F32', '[1.5]', '[0,4]')), 4), 'header'],
    ['an exponent', file(one(entry('F32', '[1e9]', '[0,4]')), 4), 'header'],
    ['a leading zero', file(one(entry('F32', '[01]', '[0,4]')), 4), 'header'],
    ['a dim beyond 2^53', file(one(entry('F32', '[99999999999999999999]', '[0,4]')), 4), 'shape'],
    [
      'a shape that overflows',
      file(one(entry('F32', `[${Array(8).fill(2 ** 30)}]`, '[0,4]')), 4),
      'shape',
    ],
    ['an overflow hidden by a zero', file(one(entry('F32', `[0,${2 ** 52}]`, '[0,0]'))), 'shape'],
    ['nine axes', file(one(entry('F32', '[1,1,1,1,1,1,1,1,1]', '[0,4]')), 4), 'shape'],
    ['three offsets', file(one(entry('F32', '[1]', '[0,4,8]')), 4), 'shape'],
    ['a dtype of one byte', file(one(entry('U8', '[4]', '[0,4]')), 4), 'dtype'],
    ['an unknown dtype', file(one(entry('F64', '[1]', '[0,8]')), 8), 'dtype'],
    ['a dtype that is a property', file(one(entry('constructor', '[1]', '[0,4]')), 4), 'dtype'],
    ['offsets that do not fit the shape', file(one(entry('F32', '[2]', '[0,4]')), 4), 'offsets'],
    ['offsets that run backwards', file(one(entry('F32', '[1]', '[4,0]')), 4), 'offsets'],
    [
      'a first tensor that does not begin at zero',
      file(one(entry('F32', '[1]', '[4,8]')), 8),
      'offsets',
    ],
    ['an overlap', file(`{"x":${good},"y":${entry('F32', '[1]', '[2,6]')}}`, 6), 'offsets'],
    ['two tensors in one place', file(`{"x":${good},"y":${good}}`, 4), 'offsets'],
    ['a hole', file(`{"x":${good},"y":${entry('F32', '[1]', '[8,12]')}}`, 12), 'offsets'],
    ['offsets behind the file', file(one(good), 3), 'data'],
    ['trailing bytes', file(one(good), 5), 'data'],
    ['a NaN', file(one(good), nan), 'not_finite'],
    ['an infinity', file(one(good), infinite), 'not_finite'],
    ['a long name', file(`{"${'n'.repeat(300)}":${good}}`, 4), 'name'],
  ]
  it.each(hostile)('refuses %s by its code', (_name, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason)
  })

  it('refuses more tensors than the cap before it makes any', () => {
    const entries = Array.from(
      { length: safetensorsLimits.tensors + 1 },
      (_, i) => `"${i}":${entry('F32', '[0]', '[0,0]')}`,
    )
    expect(reasonOf(file(`{${entries.join(',')}}`))).toBe('too_many')
  })

  it('does not write what it would not read', () => {
    const write = (tensor: StoredTensor) => () =>
      writeSafetensors({ tensors: new Map([['x', tensor]]), metadata: new Map() })
    expect(write(f32([2], 1))).toThrow(SafetensorsError)
    expect(write(f32([1], Number.NaN))).toThrow(SafetensorsError)
    // Rounds up to infinity in bf16.
    expect(write({ dtype: 'BF16', shape: [1], data: Float32Array.of(3.4e38) })).toThrow(
      SafetensorsError,
    )
  })

  it('answers 100,000 random and mutated files with typed errors only and in bounded memory', () => {
    const { below } = chance(26)
    const base = valid()
    const snippets = [
      '{',
      '}',
      '"',
      ':',
      ',',
      '[',
      ']',
      '\\u',
      '99999999999',
      '-1',
      'dtype',
      '__metadata__',
    ]
    const encoder = new TextEncoder()
    const heapBefore = process.memoryUsage().rss
    let read = 0
    for (let round = 0; round < 100_000; round++) {
      const bytes = round % 4 === 0 ? randomFile() : mutate(Uint8Array.from(base))
      try {
        readSafetensors(bytes)
        read++
      } catch (error) {
        if (!(error instanceof ZooidError)) throw new Error(`round ${round}`, { cause: error })
      }
    }
    // Mutations of numbers and names leave valid files; most others do not.
    expect(read).toBeGreaterThan(1000)
    expect(read).toBeLessThan(60_000)
    expect(process.memoryUsage().rss - heapBefore).toBeLessThan(256 * 2 ** 20)

    function randomFile(): Uint8Array {
      const bytes = Uint8Array.from({ length: below(64) }, () => below(256))
      // Half of them with a plausible length, or every one would end at the header's cap.
      if (bytes.length > 12 && below(2) === 0)
        bytes.set([below(bytes.length), 0, 0, 0, 0, 0, 0, 0, 0x7b])
      return bytes
    }
    function mutate(bytes: Uint8Array): Uint8Array {
      for (let edits = 1 + below(3); edits > 0; edits--) {
        const at = below(bytes.length)
        const kind = below(5)
        if (kind === 0) bytes[at] = below(256)
        else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8))
        else if (kind === 2) bytes = bytes.slice(0, at)
        else if (kind === 3)
          bytes.set(
            encoder.encode(snippets[below(snippets.length)]).subarray(0, bytes.length - at),
            at,
          )
        else bytes.copyWithin(at, below(bytes.length), below(bytes.length))
        if (bytes.length === 0) break
      }
      return bytes
    }
  })
})
