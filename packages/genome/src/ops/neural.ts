// Neural layers: what one layer of a network is, with every size it needs to be built. Parameters are
// (in, out) matrices. These do not run here: the model package lowers each to kernel calls, forward and
// mirrored backward. Padding is not an op: a symbolic time axis (T, S) names the sequence whose lengths
// mask every op that reads along it.
import { boolOf, type Cost, type Grad, intOf, type OpInput } from '../op.ts'
import { GenomeMismatch, printType, sameShape, type Type, tensor, types } from '../type.ts'
import { arg, elements, positions, type TensorType, wantTensor, width, withWidth } from './rules.ts'

const share = { id: 15, name: 'share', type: 'sym', default: '' } as const
const heads = { id: 0, name: 'heads', type: 'int', min: 1, max: 1024 } as const
const headDim = { id: 1, name: 'head_dim', type: 'int', default: 32, min: 2, max: 1024 } as const
const eps = { id: 0, name: 'eps', type: 'float', default: 1e-5, min: 0, max: 1 } as const
const kernel = (text: string): Grad => ({ kind: 'kernel', text })

/** Keeps the shape f32[B,T,D]. */
const sequence = (args: readonly Type[]): TensorType => {
  const x = wantTensor(arg(args, 0), 3)
  width(x)
  return x
}
const inputWidth = (args: readonly Type[]) => width(wantTensor(arg(args, 0)))
const inner = (attrs: Parameters<typeof intOf>[0]) =>
  intOf(attrs, 'heads') * intOf(attrs, 'head_dim')

/** Multiply-adds per position. */
const perPosition = (
  text: string,
  of: (d: number, attrs: Parameters<typeof intOf>[0]) => number,
): Cost => ({
  text: `${text} per position`,
  of: (args, _out, attrs) => positions(arg(args, 0)) * of(inputWidth(args), attrs),
})

export const neural: { readonly [low: number]: OpInput } = {
  1: {
    name: 'linear',
    minArgs: 1,
    maxArgs: 1,
    attrs: [
      { id: 1, name: 'bias', type: 'bool', default: false },
      { id: 0, name: 'out', type: 'int', min: 1, max: 1 << 20 },
      share,
    ],
    signature: 'f32[..,D] -> f32[..,out]',
    type: (args, attrs) => {
      const x = wantTensor(arg(args, 0))
      width(x)
      return withWidth(x, intOf(attrs, 'out'))
    },
    cost: perPosition('D*out', (d, attrs) => d * intOf(attrs, 'out')),
    grad: kernel('dx = g w^T, dw = x^T g'),
    params: (args, attrs) => ({
      w: [inputWidth(args), intOf(attrs, 'out')],
      ...(boolOf(attrs, 'bias') ? { b: [intOf(attrs, 'out')] } : {}),
    }),
    example: 'fn (x: f32[B, T, 64]) => linear[out=16](x)',
    doc: 'x w, plus b when bias.',
  },
  2: {
    name: 'embed',
    minArgs: 1,
    maxArgs: 1,
    attrs: [
      { id: 2, name: 'bag', type: 'int', default: 1, min: 1, max: 64 },
      { id: 0, name: 'dim', type: 'int', min: 1, max: 1 << 16 },
      share,
      { id: 1, name: 'vocab', type: 'int', min: 1, max: 1 << 20 },
    ],
    signature: 'i32[..] -> f32[..,dim]; i32[..,bag] when bag > 1',
    type: (args, attrs) => {
      const [bag, dim] = [intOf(attrs, 'bag'), intOf(attrs, 'dim')]
      const ids = wantTensor(arg(args, 0), bag === 1 ? 1 : 2, 'i32')
      if (bag === 1) return tensor('f32', ...ids.shape, dim)
      if (width(ids) !== bag)
        throw new GenomeMismatch(`the last axis of ${printType(ids)} must be the bag's ${bag}`)
      return tensor('f32', ...ids.shape.slice(0, -1), dim)
    },
    cost: {
      text: 'elements * bag',
      of: (_args, out, attrs) => elements(out) * intOf(attrs, 'bag'),
    },
    grad: kernel('dtable[id] += g'),
    params: (_args, attrs) => ({ table: [intOf(attrs, 'vocab'), intOf(attrs, 'dim')] }),
    example: 'fn (ids: i32[B, T]) => embed[dim=64, vocab=1024](ids)',
    doc: 'One learned row per token id; the sum of the rows of a bag, where id 0 is none.',
  },
  3: {
    name: 'unembed',
    minArgs: 1,
    maxArgs: 1,
    attrs: [
      { id: 1, name: 'bias', type: 'bool', default: false },
      share,
      { id: 0, name: 'vocab', type: 'int', min: 1, max: 1 << 20 },
    ],
    signature: 'f32[..,D] -> f32[..,vocab]',
    type: (args, attrs) => {
      const x = wantTensor(arg(args, 0))
      width(x)
      return withWidth(x, intOf(attrs, 'vocab'))
    },
    cost: perPosition('D*vocab', (d, attrs) => d * intOf(attrs, 'vocab')),
    grad: kernel('dx = g table, dtable = g^T x, db = sum g'),
    params: (args, attrs) => ({
      ...(boolOf(attrs, 'bias') ? { b: [intOf(attrs, 'vocab')] } : {}),
      table: [intOf(attrs, 'vocab'), inputWidth(args)],
    }),
    example: 'fn (x: f32[B, T, 64]) => unembed[share=tokens, vocab=1024](x)',
    doc: 'Logits, plus b when bias; share ties the table to an embed.',
  },
  4: {
    name: 'attn',
    minArgs: 1,
    maxArgs: 1,
    attrs: [
      { id: 2, name: 'causal', type: 'bool', default: false },
      headDim,
      heads,
      { id: 3, name: 'rope', type: 'bool', default: true },
    ],
    signature: 'f32[B,T,D] -> f32[B,T,D]',
    type: sequence,
    cost: {
      text: '4*D*H + 2*T*H per position, H = heads*head_dim',
      of: (args, _out, attrs) => {
        const time = sequence(args).shape.at(-2)
        const h = inner(attrs)
        return (
          positions(arg(args, 0)) *
          h *
          (4 * inputWidth(args) + 2 * (typeof time === 'number' ? time : 1))
        )
      },
    },
    grad: kernel('softmax and projections, recomputed per tile'),
    params: (args, attrs) => projections(inputWidth(args), inputWidth(args), inner(attrs)),
    example: 'fn (x: f32[B, T, 64]) => attn[causal=true, heads=2](x)',
    doc: 'Multi-head self-attention with rotary positions (base 10000), scale 1/sqrt(head_dim).',
  },
  5: {
    name: 'cross_attn',
    minArgs: 2,
    maxArgs: 2,
    attrs: [headDim, heads],
    signature: '(f32[B,T,D], f32[B,S,E]) -> f32[B,T,D]',
    type: (args) => {
      const x = sequence(args)
      const memory = sequence([arg(args, 1)])
      if (!sameShape(x.shape.slice(0, -2), memory.shape.slice(0, -2)))
        throw new GenomeMismatch(`batch of ${printType(x)} and ${printType(memory)} differ`)
      return x
    },
    cost: {
      text: '2*D*H + 2*S*H per position, 2*E*H per memory position',
      of: (args, _out, attrs) => {
        const memory = arg(args, 1)
        const span = sequence([memory]).shape.at(-2)
        const query = 2 * inputWidth(args) + 2 * (typeof span === 'number' ? span : 1)
        const keys = 2 * inputWidth([memory]) * positions(memory)
        return inner(attrs) * (positions(arg(args, 0)) * query + keys)
      },
    },
    grad: kernel('as attn, keys and values from memory'),
    params: (args, attrs) =>
      projections(inputWidth(args), inputWidth([arg(args, 1)]), inner(attrs)),
    example: 'fn (p: (f32[B, T, 64], f32[B, S, 64])) => cross_attn[heads=2]',
    doc: 'Attention from x to a memory, no positions.',
  },
  6: {
    name: 'rwkv7',
    minArgs: 1,
    maxArgs: 1,
    attrs: [
      { id: 2, name: 'first', type: 'bool', default: false },
      headDim,
      heads,
      { id: 3, name: 'rank_a', type: 'int', default: 32, min: 1, max: 4096 },
      { id: 4, name: 'rank_g', type: 'int', default: 32, min: 1, max: 4096 },
      { id: 5, name: 'rank_v', type: 'int', default: 32, min: 1, max: 4096 },
      { id: 6, name: 'rank_w', type: 'int', default: 32, min: 1, max: 4096 },
    ],
    signature: 'f32[B,T,D] -> f32[B,T,D]',
    type: sequence,
    cost: perPosition('4*D*H + ranks + 5*head_dim*H', (d, attrs) => {
      const h = inner(attrs)
      const ranks =
        intOf(attrs, 'rank_a') +
        intOf(attrs, 'rank_g') +
        intOf(attrs, 'rank_v') +
        intOf(attrs, 'rank_w')
      return h * (4 * d + 5 * intOf(attrs, 'head_dim')) + (d + h) * ranks
    }),
    grad: kernel('dS carried backward, S kept every 16 steps'),
    params: (args, attrs) => rwkvParams(inputWidth(args), attrs),
    example: 'fn (x: f32[B, T, 64]) => rwkv7[heads=2](x)',
    doc: 'RWKV-7 time mix, O(1) state; first makes the value later layers blend in.',
  },
  7: {
    name: 'swiglu',
    minArgs: 1,
    maxArgs: 1,
    attrs: [{ id: 0, name: 'hidden', type: 'int', min: 1, max: 1 << 20 }],
    signature: 'f32[..,D] -> f32[..,D]',
    type: (args) => {
      const x = wantTensor(arg(args, 0))
      width(x)
      return x
    },
    cost: perPosition('3*D*hidden', (d, attrs) => 3 * d * intOf(attrs, 'hidden')),
    grad: kernel('through silu(x gate) * (x up) and down'),
    params: (args, attrs) => {
      const d = inputWidth(args)
      const h = intOf(attrs, 'hidden')
      return { down: [h, d], gate: [d, h], up: [d, h] }
    },
    example: 'fn (x: f32[B, T, 64]) => swiglu[hidden=176](x)',
    doc: '(silu(x gate) * (x up)) down.',
  },
  8: {
    name: 'rms_norm',
    minArgs: 1,
    maxArgs: 1,
    attrs: [eps, { id: 1, name: 'scale', type: 'float', default: 1, min: 0, max: 1e6 }],
    signature: 'f32[..,D] -> f32[..,D]',
    type: (args) => {
      const x = wantTensor(arg(args, 0))
      width(x)
      return x
    },
    cost: perPosition('D', (d) => d),
    grad: kernel('dx = r(u - y mean(u y)), u = g gain scale, dgain = sum g y scale'),
    params: (args) => ({ gain: [inputWidth(args)] }),
    example: 'fn (x: f32[B, T, 64]) => rms_norm(x)',
    doc: 'gain * scale * y, y = x / sqrt(mean(x^2) + eps).',
  },
  9: {
    name: 'mean_pool',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[B,T,D] -> f32[B,D]',
    type: (args) => {
      const x = sequence(args)
      return tensor('f32', ...x.shape.slice(0, -2), width(x))
    },
    cost: perPosition('D', (d) => d),
    grad: kernel('dx = g / length inside the sequence'),
    example: 'fn (x: f32[B, T, 64]) => mean_pool(x)',
    doc: 'Mean over unpadded time.',
  },
  10: {
    name: 'channel_mix',
    minArgs: 1,
    maxArgs: 1,
    attrs: [{ id: 0, name: 'hidden', type: 'int', min: 1, max: 1 << 20 }],
    signature: 'f32[B,T,D] -> f32[B,T,D]',
    type: sequence,
    cost: perPosition('2*D*hidden', (d, attrs) => 2 * d * intOf(attrs, 'hidden')),
    grad: kernel('through relu squared and the token shift'),
    params: (args, attrs) => {
      const d = inputWidth(args)
      const h = intOf(attrs, 'hidden')
      return { mu: [d], wk: [d, h], wv: [h, d] }
    },
    example: 'fn (x: f32[B, T, 64]) => channel_mix[hidden=256](x)',
    doc: 'RWKV-7 feed-forward: relu(shifted wk)^2 wv.',
  },
  11: {
    name: 'cross_entropy',
    minArgs: 2,
    maxArgs: 2,
    attrs: [
      { id: 0, name: 'pad', type: 'int', default: 0, min: -1, max: 1 << 20 },
      { id: 1, name: 'smoothing', type: 'float', default: 0, min: 0, max: 0.5 },
    ],
    signature: '(f32[..,V], i32[..]) -> float',
    type: (args) => {
      const logits = wantTensor(arg(args, 0), 2)
      const targets = wantTensor(arg(args, 1), 1, 'i32')
      if (!sameShape(logits.shape.slice(0, -1), targets.shape))
        throw new GenomeMismatch(`${printType(targets)} does not label ${printType(logits)}`)
      return types.float
    },
    cost: perPosition('V', (d) => d),
    grad: kernel('dlogits = (softmax - smoothed target) / count'),
    example: 'fn (p: (f32[B, T, 1024], i32[B, T])) => cross_entropy',
    doc: 'Mean loss over targets that are not pad, with label smoothing.',
  },
}

function projections(query: number, memory: number, h: number): { [name: string]: number[] } {
  return { wk: [memory, h], wo: [h, query], wq: [query, h], wv: [memory, h] }
}

function rwkvParams(d: number, attrs: Parameters<typeof intOf>[0]): { [name: string]: number[] } {
  const h = inner(attrs)
  const low = (name: string, rank: string) => ({
    [`${name}0`]: [h],
    [`${name}1`]: [d, intOf(attrs, rank)],
    [`${name}2`]: [intOf(attrs, rank), h],
  })
  return {
    ...low('a', 'rank_a'),
    g1: [d, intOf(attrs, 'rank_g')],
    g2: [intOf(attrs, 'rank_g'), h],
    k_a: [h],
    k_k: [h],
    mu: [6, d],
    norm_bias: [h],
    norm_gain: [h],
    r_k: [intOf(attrs, 'heads'), intOf(attrs, 'head_dim')],
    ...(boolOf(attrs, 'first') ? {} : low('v', 'rank_v')),
    ...low('w', 'rank_w'),
    wk: [d, h],
    wo: [h, d],
    wr: [d, h],
    wv: [d, h],
  }
}
