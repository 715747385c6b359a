// Mean over the unpadded steps of each sequence: one row of shares (1 / length or 0) times the steps.
import { gemm, gemv, reshape, rows } from '@zooid/kernel'
import type { Lowering } from '../plan/build.ts'

export const meanPool: Lowering = (build, { inputs, out, into }) => {
  const { kernel } = build
  const input = inputs[0]
  const x = input?.tensor ?? out
  const [batch = 0, time = 0] = input?.dims ?? []
  const { pool } = build.axis(input?.axis)
  const steps = (of: typeof x, item: number) => rows(of, item * time, (item + 1) * time)
  for (let item = 0; item < batch; item++)
    gemv(kernel, { y: rows(out, item, item + 1), x: rows(pool, item, item + 1), w: steps(x, item) })
  return build.keep([], (dOut) => {
    const dx = into(0)
    for (let item = 0; item < batch; item++) {
      const shares = reshape(rows(pool, item, item + 1), [1, time])
      gemm(kernel, 'tn', shares, rows(dOut, item, item + 1), steps(dx.tensor, item), dx.start)
    }
  })
}
