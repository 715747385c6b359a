// The name of a genome: SHA-256 over its canonical bytes. Bytes have one spelling and variables have no
// names, so every node gives one program one hash.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex } from '@zooid/base'
import { encode } from './codec/encode.ts'
import type { Expr } from './expr.ts'

/** 32-byte content hash. @throws {GenomeCodecError} when the expression is too large to encode. */
export function genomeHash(expr: Expr): Hex {
  return toHex(sha256(encode(expr)))
}
