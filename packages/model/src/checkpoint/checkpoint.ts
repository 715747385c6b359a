// A checkpoint is one safetensors file: weights under the genome's parameter names, and, when training is
// to go on from it, both moments and the state of the trainer's chance. Reading one proves
// that names and shapes are exactly what its genome asks for; a file with more or less is refused.
import { ZooidError } from '@zooid/base'
import { type Expr, type Parameter, parametersOf } from '@zooid/genome'
import type { RandomState } from '../random.ts'
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
  /** State of the trainer's chance. */
  readonly random: RandomState
}

const momentsM = 'optimizer.m/'
const momentsV = 'optimizer.v/'
const stepKey = 'optimizer_step'
const randomKey = 'random_state'

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
    metadata.set(stepKey, String(training.optimizer.step))
    metadata.set(randomKey, training.random.join())
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
  for (const [name, tensor] of tensors) {
    if (name.startsWith(momentsM)) groups.m.set(name.slice(momentsM.length), tensor)
    else if (name.startsWith(momentsV)) groups.v.set(name.slice(momentsV.length), tensor)
    else groups.weights.set(name, tensor)
  }
  const weights = pickExactly(parameters, groups.weights)
  const step = metadata.get(stepKey)
  if (step === undefined) {
    if (groups.m.size + groups.v.size > 0)
      throw new CheckpointError(`training state without ${stepKey}`)
    return { manifest, weights }
  }
  if (!/^(0|[1-9][0-9]{0,14})$/.test(step)) throw new ManifestError(`${stepKey} is no whole number`)
  const m = pickExactly(parameters, groups.m)
  const v = pickExactly(parameters, groups.v)
  const random = readRandom(metadata.get(randomKey) ?? '')
  return { manifest, weights, training: { optimizer: { step: Number(step), m, v }, random } }
}

function readRandom(text: string): RandomState {
  const words = text.split(',').map(Number)
  const [a = -1, b = -1, c = -1, d = -1] = words
  const whole = words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)
  if (words.length !== 4 || !whole || words.join() !== text)
    throw new ManifestError(`${randomKey} is no four words`)
  return [a, b, c, d]
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
