// The colony's one model as a genome: a shared bidirectional encoder, a fast head on its pooled memory,
// and a causal decoder that reads the memory. Every size a kernel needs is an attribute; nothing else
// describes the network. Head width is 32 at all sizes, so growth by zero padding stays exact.
import { bind, lam, op, par, repeat, residual, seq, variable } from '../build.ts'
import type { Expr } from '../expr.ts'
import { tensor, tuple } from '../type.ts'

export type Mixer = 'attn' | 'rwkv7'
export type UnifiedOptions = {
  /** Width; a multiple of 32. */
  readonly dim: number
  readonly encoderLayers: number
  readonly decoderLayers: number
  /** Tokens of the vocabulary. */
  readonly vocab: number
  /** How decoder layers look back. @default attn */
  readonly mixer?: Mixer
  /** Outputs of the fast head. @default 16 */
  readonly classes?: number
  /** Hidden width of SwiGLU. @default 8/3 of dim, rounded up to 16 */
  readonly hidden?: number
  /** Positions that are sums of several features instead of one token. @default one shared token each */
  readonly bags?: { readonly source: FeatureBag; readonly target: FeatureBag }
}

/** `size` feature ids a position, each below `vocab`; 0 is none. */
export type FeatureBag = { readonly size: number; readonly vocab: number }

/**
 * `(i32[B, S] source, i32[B, T] target) -> (f32[B, classes], f32[B, T, vocab])`; with bags the inputs have
 * one more axis, and what is read and what is written share no table.
 */
export function unifiedGenome(options: UnifiedOptions): Expr {
  const { dim, vocab } = options
  const heads = dim / 32
  const hidden = options.hidden ?? swigluWidth(dim)
  const ids = (time: string, bag?: FeatureBag) =>
    bag === undefined ? tensor('i32', 'B', time) : tensor('i32', 'B', time, bag.size)
  const embed = (name: string, bag?: FeatureBag) =>
    bag === undefined
      ? op('embed', { dim, vocab, share: 'tokens' })
      : scope(name, op('embed', { dim, vocab: bag.vocab, bag: bag.size }))
  const { source, target } = options.bags ?? {}
  const norm = gainedNorm(dim)
  const branch = (...stages: Expr[]) => residual(seq(norm, ...stages))
  const feed = branch(op('swiglu', { hidden }))

  const encoder = seq(
    op('pick', { index: 0 }),
    embed('source', source),
    scope('encoder', stack(options.encoderLayers, seq(branch(op('attn', { heads })), feed))),
    scope('encoder_out', norm),
  )
  // Variable 0 is the encoder's memory, whatever the pipeline holds at that point.
  const look = branch(op('cross_attn', { heads }, op('it'), variable(0)))
  const layer = (mixer: Expr) => seq(branch(mixer), look, feed)
  const decoder = seq(
    op('pick', { index: 1 }),
    embed('target', target),
    scope('decoder', decoderStack(options, heads, layer)),
    scope('decoder_out', norm),
    // The bias keeps tokens that nobody has met yet out of the softmax, so a vocabulary grows silently.
    op('unembed', { bias: true, vocab, share: 'tokens' }),
  )
  const head = seq(
    variable(0),
    op('mean_pool'),
    scope('head', op('linear', { out: options.classes ?? 16, bias: true })),
  )
  return lam(tuple(ids('S', source), ids('T', target)), bind([encoder], par(head, decoder)))
}

/** The same network with its two losses summed: `(source, target, labels, next) -> float`. */
export function trainingGenome(options: UnifiedOptions, smoothing = 0): Expr {
  const model = unifiedGenome(options)
  const ids = tensor('i32', 'B', 'T')
  // The model is closed, so calling it under one more binding needs no renumbering.
  const outputs = { kind: 'call', fn: model, arg: par(pick(0), pick(1)) } as const
  const headLoss = op('cross_entropy', { pad: -1 }, seq(variable(0), pick(0)), pick(2))
  const textLoss = op('cross_entropy', { smoothing }, seq(variable(0), pick(1)), pick(3))
  return lam(
    tuple(tensor('i32', 'B', 'S'), ids, tensor('i32', 'B'), ids),
    bind([outputs], op('add', {}, headLoss, textLoss)),
  )
}

/** 8/3 of the width, rounded up to the 16 lanes kernels like. */
export function swigluWidth(dim: number): number {
  return Math.ceil((dim * 8) / 3 / 16) * 16
}

/**
 * RMSNorm whose constants undo what zero padding does to the mean square, so gains keep their values
 * through growth and stay averageable between sizes. At width 64 both constants are the defaults.
 */
function gainedNorm(dim: number): Expr {
  return op('rms_norm', { eps: (1e-5 * 64) / dim, scale: Math.sqrt(64 / dim) })
}

function decoderStack(options: UnifiedOptions, heads: number, layer: (mixer: Expr) => Expr): Expr {
  const { decoderLayers, dim } = options
  if (options.mixer !== 'rwkv7')
    return stack(decoderLayers, layer(op('attn', { causal: true, heads })))
  // The first layer makes the value that later ones blend in, so it has no blend parameters.
  const ranks = rwkvRanks(dim)
  const first = scope('first', layer(op('rwkv7', { ...ranks, first: true, heads })))
  return seq(
    first,
    scope('rest', stack(decoderLayers - 1, layer(op('rwkv7', { ...ranks, heads })))),
  )
}

/** Low-rank widths of the RWKV-7 reference at width `dim`, in steps of 32. */
function rwkvRanks(dim: number) {
  const rank = (scale: number) => Math.max(32, Math.round((scale * Math.sqrt(dim)) / 32) * 32)
  return { rank_a: rank(2.5), rank_g: rank(5), rank_v: rank(1.7), rank_w: rank(2.5) }
}

/** Always a repeat, even of one, so a layer has the same name at every depth of the ladder. */
function stack(count: number, layer: Expr): Expr {
  return repeat(count, layer)
}

function scope(name: string, body: Expr): Expr {
  return op('scope', { name }, body)
}

function pick(index: number): Expr {
  return op('pick', { index })
}
