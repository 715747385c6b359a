// RMSNorm with gain and a constant scale. The scale goes into what the sum of squares is divided by:
// for the genomes of the ladder that is 64 at every width, so zero padding keeps every bit of the norm.
import { rmsNormBackward, rmsNormBackwardAdd, rmsNormForward } from '@zooid/kernel'
import type { Lowering } from '../plan/build.ts'
import { numberOf } from './attrs.ts'

export const rmsNorm: Lowering = (build, { attrs, inputs, out, weight, gradient, into }) => {
  const { kernel } = build
  const x = inputs[0]?.tensor ?? out
  const [rows = 0, width = 0] = x.shape
  // gain * scale * x / sqrt(mean + eps), with both under the root.
  const squared = numberOf(attrs, 'scale') ** 2
  const [over, epsilon] = [width * squared, numberOf(attrs, 'eps') / squared]
  const gain = weight('gain')
  const rstd = build.take([rows])
  rmsNormForward(kernel, { y: out, rstd, x, gain, epsilon, over })
  return build.keep([rstd], (dy) => {
    const dx = into(0)
    const norm = dx.start === 'zero' ? rmsNormBackward : rmsNormBackwardAdd
    norm(kernel, { dy, rstd, x, dx: dx.tensor, gain, dGain: gradient('gain'), over })
  })
}
