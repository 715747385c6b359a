// What a checkpoint says about itself, in the metadata of its file: which network (canonical bytes and
// their hash), which tokenizer, whose child, which data, and how far. Untrusted like the rest of the file:
// the genome's hash is computed again from its bytes, never believed.
import { type Hex, isHex32, parseHex, toHex, ZooidError } from '@zooid/base'
import { decode, type Expr, encode, genomeHash } from '@zooid/genome'
import { manifestGenomeLength } from './limits.ts'

export type Manifest = {
  readonly genome: Expr
  readonly tokenizerHash: Hex
  /** SHA-256 of the checkpoint file all relatives began from; null for the first of a line. */
  readonly ancestorHash: Hex | null
  /** SHA-256 over what was trained on; null when nothing was. */
  readonly dataHash: Hex | null
  /** Seed of the initial weights and of the order of data. */
  readonly seed: number
  /** Optimiser steps these weights have seen. */
  readonly step: number
}

const format = 'zooid.checkpoint.1'

export function manifestToMetadata(manifest: Manifest): Map<string, string> {
  const { genome, tokenizerHash, ancestorHash, dataHash, seed, step } = manifest
  return new Map([
    ['format', format],
    ['genome', toHex(encode(genome))],
    ['genome_hash', genomeHash(genome)],
    ['tokenizer_hash', tokenizerHash],
    ['ancestor_hash', ancestorHash ?? ''],
    ['data_hash', dataHash ?? ''],
    ['seed', String(seed)],
    ['step', String(step)],
  ])
}

/** @throws {ManifestError} */
export function manifestFromMetadata(metadata: ReadonlyMap<string, string>): Manifest {
  const text = (key: string) => {
    const value = metadata.get(key)
    if (value === undefined) throw new ManifestError(`the manifest lacks ${key}`)
    return value
  }
  const hash = (key: string) => {
    const value = text(key)
    if (!isHex32(value)) throw new ManifestError(`${key} is no SHA-256`)
    return value
  }
  const hashOrNone = (key: string) => (text(key) === '' ? null : hash(key))
  const whole = (key: string) => {
    const value = text(key)
    if (!/^(0|[1-9][0-9]{0,15})$/.test(value) || !Number.isSafeInteger(Number(value)))
      throw new ManifestError(`${key} is no whole number`)
    return Number(value)
  }
  if (text('format') !== format) throw new ManifestError(`the format is not ${format}`)
  const genome = readGenome(text('genome'))
  if (genomeHash(genome) !== hash('genome_hash'))
    throw new ManifestError('genome_hash is not the hash of the genome')
  return {
    genome,
    tokenizerHash: hash('tokenizer_hash'),
    ancestorHash: hashOrNone('ancestor_hash'),
    dataHash: hashOrNone('data_hash'),
    seed: whole('seed'),
    step: whole('step'),
  }
}

function readGenome(text: string): Expr {
  const bytes = text.length > manifestGenomeLength ? null : parseHex(text)
  if (bytes === null) throw new ManifestError('the genome is no hex or too long')
  try {
    return decode(bytes)
  } catch (cause) {
    throw new ManifestError('the genome does not decode', cause)
  }
}

/** The file is a safetensors file but not a checkpoint of this house. */
export class ManifestError extends ZooidError {
  override readonly name = 'ManifestError'
  constructor(message: string, cause?: unknown) {
    super('checkpoint.manifest', message, { status: 422, cause })
  }
}
