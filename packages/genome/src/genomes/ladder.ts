// The six sizes one soul grows through. Each rung holds the one before it as a leading block (same
// names, every axis at least as long), which is what makes exact growth and nested averaging possible.
import type { Expr } from '../expr.ts'
import { type Mixer, unifiedGenome } from './unified.ts'

export const rungNames = ['seed', 'sprout', 'child', 'adolescent', 'teen', 'adult'] as const
export type RungName = (typeof rungNames)[number]

export type Rung = {
  readonly dim: number
  readonly encoderLayers: number
  readonly decoderLayers: number
  readonly vocab: number
}

export const ladder: { readonly [name in RungName]: Rung } = {
  seed: { dim: 64, encoderLayers: 1, decoderLayers: 1, vocab: 1024 },
  sprout: { dim: 128, encoderLayers: 2, decoderLayers: 2, vocab: 2048 },
  child: { dim: 192, encoderLayers: 2, decoderLayers: 2, vocab: 4096 },
  adolescent: { dim: 256, encoderLayers: 3, decoderLayers: 3, vocab: 4096 },
  teen: { dim: 320, encoderLayers: 3, decoderLayers: 3, vocab: 8192 },
  adult: { dim: 384, encoderLayers: 3, decoderLayers: 3, vocab: 8192 },
}

/** The genome of a rung. `vocab` may differ while the tokenizer is still growing into it. */
export function rungGenome(
  name: RungName,
  options: { readonly mixer?: Mixer; readonly vocab?: number; readonly classes?: number } = {},
): Expr {
  return unifiedGenome({ ...ladder[name], ...options })
}

/** The rung after this one, or null at the top. */
export function nextRung(name: RungName): RungName | null {
  return rungNames[rungNames.indexOf(name) + 1] ?? null
}
