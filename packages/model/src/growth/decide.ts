// When a network should grow: when held-out loss no longer falls, after enough tokens per parameter, with
// enough data to fill the larger one. Never by bytes of corpus alone: a large corpus says nothing about
// whether this network is full. Whether the machine can hold it is decided before (resources.ts).

export type HeldOutPoint = {
  /** Tokens seen in training since the line began. */
  readonly tokens: number
  /** Held-out loss then, nats per token, always on the same sealed data. */
  readonly loss: number
}

export type GrowthEvidence = {
  /** In order of tokens. */
  readonly heldOut: readonly HeldOutPoint[]
  /** Tokens at the last growth, or 0. */
  readonly grownAt: number
  readonly parameters: number
  readonly nextParameters: number
  /** Distinct tokens of corpus that are there to learn from. */
  readonly uniqueTokens: number
}

export type GrowthThresholds = {
  /** The plateau is looked for in so many latest tokens. @default 2e6 */
  readonly windowTokens?: number
  /** Falling by less than this per million tokens is a plateau, nats. @default 0.01 */
  readonly plateauPerMillion?: number
  /** Tokens per parameter since the last growth. @default 2 */
  readonly tokensPerParameter?: number
  /** Least tokens between two growths. @default 5e6 */
  readonly coolDownTokens?: number
  /** Distinct tokens wanted per parameter of the larger network. @default 0.5 */
  readonly uniquePerParameter?: number
}

export type GrowthDecision =
  | { readonly grow: true; readonly slopePerMillion: number }
  | { readonly grow: false; readonly reasons: readonly GrowthReason[] }

export type GrowthReason =
  | 'few_tokens'
  | 'cool_down'
  | 'no_evidence'
  | 'still_learning'
  | 'little_data'

/** Pure: the same evidence gives the same decision on every node. */
export function decideGrowth(
  evidence: GrowthEvidence,
  thresholds: GrowthThresholds = {},
): GrowthDecision {
  const { windowTokens = 2e6, plateauPerMillion = 0.01, tokensPerParameter = 2 } = thresholds
  const { coolDownTokens = 5e6, uniquePerParameter = 0.5 } = thresholds
  const { heldOut, grownAt, parameters, nextParameters, uniqueTokens } = evidence
  const now = heldOut.at(-1)?.tokens ?? 0
  const seen = now - grownAt
  const window = heldOut.filter(({ tokens }) => tokens >= now - windowTokens && tokens >= grownAt)
  const slope = slopeOf(window)
  const reasons: GrowthReason[] = []
  if (!(seen >= tokensPerParameter * parameters)) reasons.push('few_tokens')
  if (!(seen >= coolDownTokens)) reasons.push('cool_down')
  // A window that is half empty may hide a fall.
  const span = now - (window[0]?.tokens ?? now)
  if (window.length < 4 || span < windowTokens / 2 || !Number.isFinite(slope))
    reasons.push('no_evidence')
  else if (slope * 1e6 <= -plateauPerMillion) reasons.push('still_learning')
  if (!(uniqueTokens >= uniquePerParameter * nextParameters)) reasons.push('little_data')
  if (reasons.length > 0) return { grow: false, reasons }
  return { grow: true, slopePerMillion: slope * 1e6 }
}

/** Least squares, nats per token; NaN for fewer than two different places. */
function slopeOf(points: readonly HeldOutPoint[]): number {
  const mean = (of: (point: HeldOutPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [tokens, loss] = [mean((point) => point.tokens), mean((point) => point.loss)]
  const spread = mean((point) => (point.tokens - tokens) ** 2)
  return mean((point) => (point.tokens - tokens) * (point.loss - loss)) / spread
}
