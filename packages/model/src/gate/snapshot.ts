// The copy that a rejected change is undone from: weights, moments, the trainer's chance and the
// tokenizer's hash. Its digest names every bit of it, so "restored byte for byte" can be checked.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex, ZooidError } from '@zooid/base'
import type { Trainer, TrainerState } from '../train/trainer.ts'

export type Snapshot = {
  readonly state: TrainerState
  readonly tokenizerHash: Hex
}

/** Copies; nothing of it changes when training goes on. */
export function takeSnapshot(trainer: Trainer, tokenizerHash: Hex): Snapshot {
  return { state: trainer.snapshot(), tokenizerHash }
}

/** @throws {SnapshotError} when the tokenizer is another by now @throws {WeightsError} */
export function restoreSnapshot(trainer: Trainer, snapshot: Snapshot, tokenizerHash: Hex): void {
  if (tokenizerHash !== snapshot.tokenizerHash)
    throw new SnapshotError('the snapshot speaks another vocabulary')
  trainer.restore(snapshot.state)
}

/** SHA-256 over names, shapes and every bit of weights, moments, steps, chance and tokenizer hash. */
export function snapshotDigest({ state, tokenizerHash }: Snapshot): Hex {
  const hash = sha256.create()
  const text = (value: string) => hash.update(new TextEncoder().encode(`${value}\n`))
  text(tokenizerHash)
  text(String(state.optimizer.step))
  text(state.random.join())
  for (const tensors of [state.weights, state.optimizer.m, state.optimizer.v])
    for (const [name, { shape, data }] of tensors) {
      text(`${name} [${shape}]`)
      hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    }
  return toHex(hash.digest())
}

/** A snapshot cannot be restored here. */
export class SnapshotError extends ZooidError {
  override readonly name = 'SnapshotError'
  constructor(message: string) {
    super('gate.snapshot', message, { status: 409 })
  }
}
