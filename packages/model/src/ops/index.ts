// The ops a network may be made of, and how each wants its parameters laid out and treated.
import { ZooidError } from '@zooid/base'
import type { Lowering, OpCall, StepBuild } from '../plan/build.ts'
import type { ParameterRules } from '../plan/layout.ts'
import { attn, crossAttn } from './attention.ts'
import { attnStep, crossAttnStep } from './attention-step.ts'
import { channelMix } from './channel-mix.ts'
import { embed, unembed } from './embed.ts'
import { linear } from './linear.ts'
import { meanPool } from './mean-pool.ts'
import { rmsNorm } from './rms-norm.ts'
import { rwkv7 } from './rwkv7.ts'
import { rwkv7Init } from './rwkv7-init.ts'
import { swiglu } from './swiglu.ts'

export type ModelOp = ParameterRules & {
  readonly lower: Lowering
  /** One decoding step. @default `lower`, for ops that treat every step alike or ask for their state */
  readonly step?: (build: StepBuild, call: OpCall) => void
  /** Whether it needs all of a sequence at once, so that it cannot be decoded token by token. */
  readonly whole?: boolean
  /** Whether it can write on top of what is there, so that a residual add costs nothing. */
  readonly accumulates: boolean
  /** Parts that write to the residual stream and are 0 at birth. */
  readonly writers?: readonly string[]
  /** Numbers at birth of a part with a rule of its own; undefined for the general rule. */
  readonly init?: (
    part: string,
    shape: readonly number[],
    draw: { readonly uniform: () => number; readonly scale: number },
  ) => Float32Array | undefined
}

const modelOps: { readonly [name: string]: ModelOp } = {
  attn: {
    lower: attn,
    step: attnStep,
    accumulates: true,
    together: [['wq', 'wk', 'wv']],
    writers: ['wo'],
  },
  channel_mix: {
    lower: channelMix,
    accumulates: true,
    writers: ['wv'],
    init: (part, shape) => (part === 'mu' ? new Float32Array(shape[0] ?? 0).fill(0.5) : undefined),
  },
  cross_attn: {
    lower: crossAttn,
    step: crossAttnStep,
    accumulates: true,
    together: [['wk', 'wv']],
    writers: ['wo'],
  },
  embed: { lower: embed, accumulates: false },
  linear: { lower: linear, accumulates: true },
  mean_pool: { lower: meanPool, whole: true, accumulates: false },
  rms_norm: { lower: rmsNorm, accumulates: false },
  rwkv7: {
    lower: rwkv7,
    accumulates: true,
    writers: ['wo'],
    decays: (part) => ['wr', 'wk', 'wv', 'wo'].includes(part),
    rate: (part) => (part === 'w0' ? 2 : 1),
    init: rwkv7Init,
  },
  swiglu: { lower: swiglu, accumulates: true, together: [['gate', 'up']], writers: ['down'] },
  unembed: { lower: unembed, accumulates: false },
}

/** @throws {UnsupportedOpError} */
export function modelOp(name: string): ModelOp {
  const found = modelOps[name]
  if (found === undefined) throw new UnsupportedOpError(name)
  return found
}

/** How an op wants its parameters; nothing special for ops without any. */
export function parameterRules(name: string): ParameterRules {
  return modelOps[name] ?? {}
}

/** The genome holds an op that a network cannot be trained with. */
export class UnsupportedOpError extends ZooidError {
  override readonly name = 'UnsupportedOpError'
  constructor(op: string) {
    super('model.unsupported_op', `${op} has no forward and backward on the kernel`, {
      hint: `Networks are made of add, ${Object.keys(modelOps).join(', ')}.`,
      status: 422,
    })
  }
}
