// Bounds-checked cursor over untrusted bytes. Every count is compared with the bytes that remain before
// anything is allocated for it: an item costs at least one byte, so a lie about length is caught here.
import { GenomeCodecError } from './format.ts'

export type Reader = {
  readonly offset: () => number
  readonly remaining: () => number
  readonly byte: () => number
  readonly varint: () => number
  /** A varint that counts things still to come, each at least one byte long. */
  readonly count: (what: string, max: number) => number
  readonly double: () => number
  readonly bytes: (length: number) => Uint8Array
}

export function createReader(input: Uint8Array): Reader {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
  let at = 0
  const need = (length: number) => {
    if (length > input.length - at)
      throw new GenomeCodecError(
        'truncated',
        at,
        `needs ${length} bytes, ${input.length - at} left`,
      )
  }
  const byte = () => {
    need(1)
    return view.getUint8(at++)
  }
  const varint = () => {
    const start = at
    let value = 0
    let scale = 1
    for (let i = 0; i < 8; i++) {
      const part = byte()
      value += (part & 0x7f) * scale
      if (part < 0x80) {
        if (part === 0 && i > 0)
          throw new GenomeCodecError('varint', start, 'the number is not in its shortest form')
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
      scale *= 128
    }
    throw new GenomeCodecError('varint', start, 'the number does not fit 53 bits')
  }
  return {
    offset: () => at,
    remaining: () => input.length - at,
    byte,
    varint,
    count: (what, max) => {
      const start = at
      const value = varint()
      if (value > max)
        throw new GenomeCodecError('limit', start, `${value} ${what}, at most ${max}`)
      if (value > input.length - at)
        throw new GenomeCodecError(
          'truncated',
          start,
          `${value} ${what} in ${input.length - at} bytes`,
        )
      return value
    },
    double: () => {
      need(8)
      const value = view.getFloat64(at, true)
      at += 8
      return value
    },
    bytes: (length) => {
      need(length)
      const slice = input.subarray(at, at + length)
      at += length
      return slice
    },
  }
}
