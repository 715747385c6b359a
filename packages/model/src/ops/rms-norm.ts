// RMSNorm with gain and a constant scale. The kernel knows no scale, so it is folded into a copy of
// the gain; the gain itself keeps its value through growth.
import {
  addScaled,
  rmsNormBackward,
  rmsNormBackwardAdd,
  rmsNormForward,
  scale as scaleOp,
} from '@zooid/kernel'
import type { Lowering } from '../plan/build.ts'
import { numberOf } from './attrs.ts'

export const rmsNorm: Lowering = (build, { attrs, inputs, out, weight, gradient, into }) => {
  const { kernel } = build
  const x = inputs[0]?.tensor ?? out
  const [rows = 0, width = 0] = x.shape
  const epsilon = numberOf(attrs, 'eps')
  const scale = numberOf(attrs, 'scale')
  const gain = build.take([width])
  const rstd = build.take([rows])
  scaleOp(kernel, weight('gain'), gain, scale)
  rmsNormForward(kernel, { y: out, rstd, x, gain, epsilon })
  return build.keep([gain, rstd], (dy) => {
    const dGain = build.take([width])
    scaleOp(kernel, build.constant(0, width), dGain, 1)
    const dx = into(0)
    const norm = dx.start === 'zero' ? rmsNormBackward : rmsNormBackwardAdd
    norm(kernel, { dy, rstd, x, dx: dx.tensor, gain, dGain })
    addScaled(kernel, gradient('gain'), dGain, scale)
    build.give(dGain)
  })
}
