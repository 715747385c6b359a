// The bytes of a genome: `ZGEN`, version, symbol table, one expression, nothing after it.
//   table  = count, then each string as length + UTF-8, strictly ascending by bytes, each one used
//   node   = tag, then its fields; op = code, attributes (count, then id + value by ascending id,
//            defaults left out), argument count, arguments
// Numbers are LEB128 varints in their shortest form. There is exactly one spelling of every genome.
import { ZooidError } from '@zooid/base'

export const magic = [0x5a, 0x47, 0x45, 0x4e] as const
/** The version written, and the versions read. */
export const codecVersion = 1
export const codecVersions = { min: 1, max: 1 } as const

export const tags = {
  unit: 0,
  false: 1,
  true: 2,
  /** A whole number >= 0. */
  natural: 3,
  /** -1 - n, so zero has one spelling. */
  negative: 4,
  float: 5,
  str: 6,
  var: 7,
  op: 8,
  seq: 9,
  par: 10,
  residual: 11,
  repeat: 12,
  let: 13,
  lam: 14,
  call: 15,
} as const

export const typeTags = { simple: 0, f32: 16, i32: 17, tuple: 18, list: 19, fn: 20 } as const

export type CodecReason =
  | 'magic'
  | 'version'
  | 'truncated'
  | 'trailing'
  | 'varint'
  | 'limit'
  | 'depth'
  | 'string'
  | 'order'
  | 'unused'
  | 'tag'
  | 'value'

/** Bytes that are not a canonical genome (`offset` is where that shows), or one too large to encode. */
export class GenomeCodecError extends ZooidError {
  override readonly name = 'GenomeCodecError'
  readonly reason: CodecReason
  readonly offset: number
  constructor(reason: CodecReason, offset: number, message: string, hint?: string) {
    super(`genome.codec.${reason}`, `byte ${offset}: ${message}`, {
      status: 422,
      ...(hint ? { hint } : {}),
    })
    this.reason = reason
    this.offset = offset
  }
}
