// The backward half of a plan: adjoints in reverse order of the steps. A residual add hands its gradient
// to both sides without a copy where that is safe: the branch reads it before the stream adds to it.
import { addScaled, scale, type Tensor } from '@zooid/kernel'
import type { Build, Planner } from './build.ts'
import type { Forward } from './forward.ts'
import type { Program } from './program.ts'

type Gradient = { readonly tensor: Tensor; readonly owned: boolean }

/** @param losses steps whose values the loss has replaced by their gradients */
export function planBackward(context: {
  readonly program: Program
  readonly build: Build
  readonly planner: Planner
  readonly forward: Forward
  readonly losses: readonly number[]
}): void {
  const { program, build, planner, forward, losses } = context
  const { steps, readers } = program
  const gradients = new Map<number, Gradient>()
  // The loss leaves the gradient where the logits were.
  for (const step of losses) gradients.set(step, { tensor: forward.at(step).tensor, owned: false })
  forward.into = (step) => {
    const found = gradients.get(step)
    if (found?.owned) return { tensor: found.tensor, start: 'accumulate' }
    if (found !== undefined) throw new RangeError(`step ${step} has a borrowed gradient`)
    const tensor = planner.take(forward.at(step).tensor.shape)
    gradients.set(step, { tensor, owned: true })
    return { tensor, start: 'zero' }
  }
  /** Whether `borrower` has read a shared gradient before anything is added to it for `owner`. */
  const mayBorrow = (owner: number, borrower: number, add: number) =>
    readers[borrower]?.length === 1 &&
    (readers[owner] ?? []).every((reader) => reader === add || reader < borrower)

  for (let i = steps.length - 1; i >= 0; i--) {
    const gradient = gradients.get(i)
    const backward = forward.backwards.get(i)
    const source = steps[i]?.source
    if (source?.kind !== 'op' || backward === undefined) continue
    if (gradient === undefined) {
      backward.give()
      continue
    }
    gradients.delete(i)
    const { tensor, owned } = gradient
    if (source.op !== 'add') {
      backward.run(tensor)
      backward.give()
      if (owned) planner.give(tensor)
      continue
    }
    backward.give()
    const [a = -1, b = -1] = source.args
    if (!owned || a === b || gradients.has(a) || gradients.has(b)) {
      for (const arg of [a, b]) {
        const into = forward.into(arg)
        if (into.start === 'zero') scale(build.kernel, tensor, into.tensor, 1)
        else addScaled(build.kernel, into.tensor, tensor, 1)
      }
      if (owned) planner.give(tensor)
      continue
    }
    const [owner, other] = mayBorrow(a, b, i) || !mayBorrow(b, a, i) ? [a, b] : [b, a]
    gradients.set(owner, { tensor, owned: true })
    if (mayBorrow(owner, other, i)) gradients.set(other, { tensor, owned: false })
    else scale(build.kernel, tensor, forward.into(other).tensor, 1)
  }
}
