// Growing byte buffer with the three primitives of the format.

export type Writer = {
  readonly byte: (value: number) => void
  /** LEB128 in its shortest form, for whole numbers up to 2^53 - 1. */
  readonly varint: (value: number) => void
  /** IEEE 754 double, little endian. */
  readonly double: (value: number) => void
  readonly bytes: (value: Uint8Array) => void
  readonly finish: () => Uint8Array
}

export function createWriter(): Writer {
  let buffer = new Uint8Array(256)
  let size = 0
  const room = (extra: number) => {
    if (size + extra <= buffer.length) return
    const grown = new Uint8Array(Math.max(buffer.length * 2, size + extra))
    grown.set(buffer)
    buffer = grown
  }
  const byte = (value: number) => {
    room(1)
    buffer[size++] = value
  }
  return {
    byte,
    varint: (value) => {
      let rest = value
      while (rest >= 128) {
        byte((rest % 128) + 128)
        rest = Math.floor(rest / 128)
      }
      byte(rest)
    },
    double: (value) => {
      room(8)
      new DataView(buffer.buffer).setFloat64(size, value, true)
      size += 8
    },
    bytes: (value) => {
      room(value.length)
      buffer.set(value, size)
      size += value.length
    },
    finish: () => buffer.slice(0, size),
  }
}
