// Which repeats may take more turns, and which vocabularies more tokens, without a word of difference. A
// layer that is added must be the identity at birth: only residual branches, each ending in an op whose
// writer is 0. A token that is added must be kept out of the softmax: by an output bias.
import { children, type Expr, lower } from '@zooid/genome'
import { GrowthError } from './rules.ts'

/** Ops whose last matrix writes to the residual stream, and is 0 in a new layer. */
const writing: ReadonlySet<string> = new Set([
  'attn',
  'channel_mix',
  'cross_attn',
  'rwkv7',
  'swiglu',
])

/** @throws {GrowthError} when a repeat takes more turns and a turn is not the identity at birth */
export function expectSilentLayers(from: Expr, to: Expr): void {
  if (from.kind === 'repeat' && to.kind === 'repeat') {
    if (to.count < from.count) throw new GrowthError('a stack of layers would become lower')
    if (to.count > from.count && !isSilent(to.body))
      throw new GrowthError(
        'a stack would take layers that change what passes through',
        'layers that are added must be residual branches that end in attention or a feed-forward',
      )
  }
  const inner = children(to)
  for (const [i, child] of children(from).entries()) expectSilentLayers(child, inner[i] ?? child)
}

/** @throws {GrowthError} when the vocabulary grows and an output has no bias */
export function expectSilentTokens(from: Expr, to: Expr): void {
  const vocabulary = (expr: Expr) =>
    lower(expr).steps.flatMap(({ source }) =>
      source.kind === 'op' && source.op === 'unembed' ? [source] : [],
    )
  const before = vocabulary(from)
  for (const [i, { attrs }] of vocabulary(to).entries())
    if (attrs.vocab !== before[i]?.attrs.vocab && attrs.bias !== true)
      throw new GrowthError(
        'new tokens would take probability from old ones',
        'give unembed a bias: unembed[bias=true]',
      )
}

function isSilent(layer: Expr): boolean {
  if (layer.kind === 'seq') return layer.stages.every(isSilent)
  return layer.kind === 'residual' && endsInWriter(layer.body)
}

function endsInWriter(branch: Expr): boolean {
  if (branch.kind === 'seq') {
    const last = branch.stages.at(-1)
    return last !== undefined && endsInWriter(last)
  }
  if (branch.kind !== 'op') return false
  const [inner] = branch.args
  if (branch.op === 'scope') return inner !== undefined && endsInWriter(inner)
  // The first layer of rwkv7 makes the value that all others blend in.
  return writing.has(branch.op) && !(branch.op === 'rwkv7' && branch.attrs.first === true)
}
