// The plain meaning of ops/adamw.ts in f64, for tests: one weight, one step.

export function adamW(
  state: { readonly p: number; readonly m: number; readonly v: number },
  g: number,
  step: number,
  o: { rate: number; beta1: number; beta2: number; epsilon: number; decay: number },
) {
  const m = o.beta1 * state.m + (1 - o.beta1) * g
  const v = o.beta2 * state.v + (1 - o.beta2) * g * g
  const [mHat, vHat] = [m / (1 - o.beta1 ** step), v / (1 - o.beta2 ** step)]
  const p = state.p - o.rate * (mHat / (Math.sqrt(vHat) + o.epsilon) + o.decay * state.p)
  return { p, m, v }
}
