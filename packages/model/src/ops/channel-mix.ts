// RWKV-7's feed-forward: relu(x' wk)^2 wv, where x' is x mixed with the row before it.
import { gemm, type Tensor } from '@zooid/kernel'
import type { Lowering } from '../plan/build.ts'
import {
  fillZero,
  liveView,
  shiftBackward,
  shiftForward,
  squaredReluBackward,
  squaredReluForward,
} from './host.ts'

export const channelMix: Lowering = (build, call) => {
  const { kernel } = build
  const { inputs, out, start, weight, gradient, into } = call
  const x = inputs[0]?.tensor ?? out
  const [batch = 0, time = 1] = inputs[0]?.dims ?? []
  const [rows = 0, width = 0] = x.shape
  const [wk, wv, mu] = [weight('wk'), weight('wv'), weight('mu')]
  const [hidden = 0] = wv.shape
  const live = (tensor: Tensor) => liveView(kernel, tensor)
  const mixed = build.take(x.shape)
  const [before, squared] = [build.take([rows, hidden]), build.take([rows, hidden])]
  const last = build.continues ? live(build.state(call, 'before', [batch, width])) : undefined
  const [xView, mixedView, muView] = [live(x), live(mixed), live(mu)]
  const [beforeView, squaredView] = [live(before), live(squared)]
  const shift = () => ({ x: xView(), mu: muView(), time, ...(last && { before: last() }) })
  build.host(() => {
    shiftForward(mixedView(), shift())
    last?.().set(xView())
  })
  gemm(kernel, 'nn', mixed, wk, before)
  build.host(() => squaredReluForward(beforeView(), squaredView()))
  gemm(kernel, 'nn', squared, wv, out, start)
  return build.keep([mixed, before, squared], (dOut) => {
    gemm(kernel, 'tn', squared, dOut, gradient('wv'), 'accumulate')
    gemm(kernel, 'nt', dOut, wv, squared)
    build.host(() => squaredReluBackward(squaredView(), beforeView()))
    gemm(kernel, 'tn', mixed, squared, gradient('wk'), 'accumulate')
    gemm(kernel, 'nt', squared, wk, mixed)
    const dx = into(0)
    const [dxView, dMu] = [live(dx.tensor), live(gradient('mu'))]
    if (dx.start === 'zero') build.host(() => fillZero(dxView()))
    build.host(() => shiftBackward(dxView(), dMu(), mixedView(), shift()))
  })
}
