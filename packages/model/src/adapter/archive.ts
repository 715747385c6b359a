// Merging: an accepted adapter becomes part of the weights, and its factors go to an archive under their
// hash, so the difference can be taken out again or studied later. The archive is a safetensors file in
// f32: a rank of 8 is small enough not to round.
import { ZooidError } from '@zooid/base'
import { readSafetensors, type StoredTensor, writeSafetensors } from '../checkpoint/safetensors.ts'
import type { CheckpointStore } from '../checkpoint/store.ts'
import type { Weights } from '../types.ts'
import { type Adapter, type AdapterPair, applyAdapters } from './adapter.ts'

const format = 'zooid.adapter.1'

/** The new base, exactly what the network held with this adapter live at this strength. @throws {AdapterError} */
export function mergeAdapter(base: Weights, adapter: Adapter, strength = 1): Weights {
  return applyAdapters(base, [{ adapter, strength }])
}

/** Keeps an adapter under its hash, which is what a lineage names it by. */
export async function archiveAdapter(store: CheckpointStore, adapter: Adapter): Promise<string> {
  return store.keep(encodeAdapter(adapter))
}

/** @throws {StoredCheckpointError | SafetensorsError | AdapterFormatError} */
export async function recallAdapter(store: CheckpointStore, hash: string): Promise<Adapter> {
  return decodeAdapter(await store.load(hash))
}

/** @throws {SafetensorsError} when a number is not finite */
export function encodeAdapter({ name, rank, alpha, pairs }: Adapter): Uint8Array {
  const tensors = new Map<string, StoredTensor>()
  for (const [parameter, { rows, columns, a, b }] of pairs) {
    tensors.set(`a/${parameter}`, { dtype: 'F32', shape: [rows, rank], data: a })
    tensors.set(`b/${parameter}`, { dtype: 'F32', shape: [rank, columns], data: b })
  }
  const about = { format, name, rank: String(rank), alpha: String(alpha) }
  return writeSafetensors({ tensors, metadata: new Map(Object.entries(about)) })
}

/** @throws {SafetensorsError | AdapterFormatError} and nothing else */
export function decodeAdapter(bytes: Uint8Array): Adapter {
  const { tensors, metadata } = readSafetensors(bytes)
  if (metadata.get('format') !== format) throw new AdapterFormatError(`the format is not ${format}`)
  const number = (key: string) => {
    const value = Number(metadata.get(key) ?? Number.NaN)
    if (!(value > 0 && Number.isFinite(value))) throw new AdapterFormatError(`no ${key}`)
    return value
  }
  const [rank, alpha] = [number('rank'), number('alpha')]
  const pairs = new Map<string, AdapterPair>()
  for (const [key, { shape, data: a }] of tensors) {
    if (key.startsWith('b/') && tensors.has(`a/${key.slice(2)}`)) continue
    const [rows = 0, width = 0] = shape
    const b = tensors.get(`b/${key.slice(2)}`)
    const [height = 0, columns = 0] = b?.shape ?? []
    const fits = shape.length === 2 && b?.shape.length === 2 && width === rank && height === rank
    if (!key.startsWith('a/') || b === undefined || !fits)
      throw new AdapterFormatError(`${key.slice(0, 60)} is no half of a pair of rank ${rank}`)
    pairs.set(key.slice(2), { rows, columns, a, b: b.data })
  }
  return { name: metadata.get('name') ?? '', rank, alpha, pairs }
}

/** The file is a safetensors file but no adapter. */
export class AdapterFormatError extends ZooidError {
  override readonly name = 'AdapterFormatError'
  constructor(message: string) {
    super('adapter.format', message, { status: 422 })
  }
}
