// A checkpoint is one safetensors file: weights under the genome's parameter names, and, when training is
// to go on from it, both moments and the trainer's own bytes (random state, schedule). Reading one proves
// that names and shapes are exactly what its genome asks for; a file with more or less is refused.
import { ZooidError } from '@zooid/base'
import { type Expr, type Parameter, parametersOf } from '@zooid/genome'
import type { HostTensor, OptimizerState, Weights } from '../types.ts'
import {
  type Manifest,
  ManifestError,
  manifestFromMetadata,
  manifestToMetadata,
} from './manifest.ts'
import { readSafetensors, type StoredTensor, writeSafetensors } from './safetensors.ts'

export type Checkpoint = {
  readonly manifest: Manifest
  readonly weights: Weights
  /** Present when training can be resumed from here. */
  readonly training?: TrainingState
}

export type TrainingState = {
  readonly optimizer: OptimizerState
  /** What only the trainer understands: random streams, place in the schedule. */
  readonly trainer: Uint8Array
}

const momentsM = 'optimizer.m/'
const momentsV = 'optimizer.v/'
const trainerName = 'trainer.state'
const stepKey = 'optimizer_step'

/**
 * Bytes of a checkpoint; the same checkpoint gives the same bytes.
 * @param precision bf16 halves the weights and rounds them, so it is for sending and not for resuming.
 * @throws {CheckpointError | ManifestError | SafetensorsError}
 */
export function encodeCheckpoint(
  checkpoint: Checkpoint,
  precision: 'f32' | 'bf16' = 'f32',
): Uint8Array {
  const { manifest, weights, training } = checkpoint
  if (training !== undefined && precision !== 'f32')
    throw new CheckpointError('bf16 weights cannot be resumed from; leave the training state out')
  const parameters = networkParameters(manifest.genome)
  const tensors = new Map<string, StoredTensor>()
  const dtype = precision === 'f32' ? 'F32' : 'BF16'
  const add = (prefix: string, source: Weights) => {
    for (const [name, tensor] of pickExactly(parameters, source))
      tensors.set(prefix + name, { dtype, ...tensor })
  }
  const metadata = manifestToMetadata(manifest)
  manifestFromMetadata(metadata)
  add('', weights)
  if (training !== undefined) {
    add(momentsM, training.optimizer.m)
    add(momentsV, training.optimizer.v)
    const { trainer: data } = training
    tensors.set(trainerName, { dtype: 'U8', shape: [data.length], data })
    metadata.set(stepKey, String(training.optimizer.step))
  }
  return writeSafetensors({ tensors, metadata })
}

/**
 * Read untrusted bytes. The tensors may share memory with them.
 * @throws {CheckpointError | ManifestError | SafetensorsError} and nothing else
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = readSafetensors(bytes)
  const manifest = manifestFromMetadata(metadata)
  const parameters = networkParameters(manifest.genome)
  const groups = { weights: group(), m: group(), v: group() }
  let trainer: Uint8Array | undefined
  for (const [name, tensor] of tensors) {
    if (tensor.dtype === 'U8') {
      if (name !== trainerName) throw new CheckpointError(`${name} is no tensor of a checkpoint`)
      trainer = tensor.data
    } else if (name.startsWith(momentsM)) groups.m.set(name.slice(momentsM.length), tensor)
    else if (name.startsWith(momentsV)) groups.v.set(name.slice(momentsV.length), tensor)
    else groups.weights.set(name, tensor)
  }
  const weights = pickExactly(parameters, groups.weights)
  const step = metadata.get(stepKey)
  if (step === undefined) {
    if (trainer !== undefined || groups.m.size + groups.v.size > 0)
      throw new CheckpointError(`training state without ${stepKey}`)
    return { manifest, weights }
  }
  if (trainer === undefined) throw new CheckpointError(`${trainerName} is missing`)
  if (!/^(0|[1-9][0-9]{0,14})$/.test(step)) throw new ManifestError(`${stepKey} is no whole number`)
  const m = pickExactly(parameters, groups.m)
  const v = pickExactly(parameters, groups.v)
  return { manifest, weights, training: { optimizer: { step: Number(step), m, v }, trainer } }
}

function group(): Map<string, HostTensor> {
  return new Map()
}

/** The tensors a genome asks for, in its order, and not one more. */
function pickExactly(parameters: readonly Parameter[], source: Weights): Weights {
  const picked = group()
  for (const { name, shape } of parameters) {
    const tensor = source.get(name)
    if (tensor === undefined) throw new CheckpointError(`${name} is missing`)
    if (tensor.shape.join() !== shape.join())
      throw new CheckpointError(`${name} is [${tensor.shape}], the genome says [${shape}]`)
    picked.set(name, { shape, data: tensor.data })
  }
  if (source.size !== picked.size)
    for (const name of source.keys())
      if (!picked.has(name)) throw new CheckpointError(`${name} is no tensor of the genome`)
  return picked
}

function networkParameters(genome: Expr): readonly Parameter[] {
  try {
    return parametersOf(genome)
  } catch (cause) {
    if (!(cause instanceof ZooidError)) throw cause
    throw new ManifestError('the genome is no valid network', cause)
  }
}

/** The tensors of a checkpoint are not those of its genome. */
export class CheckpointError extends ZooidError {
  override readonly name = 'CheckpointError'
  constructor(message: string) {
    super('checkpoint.tensors', message, { status: 422 })
  }
}
