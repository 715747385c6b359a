// One RWKV-7 time mix in f64 from its formulas: states are 32 x 32 matrices, one step after the other.
import { type Graph, type Node, scaled, sigmoidOf } from './autograd.ts'

export type TwinRwkv7 = {
  readonly x: Node
  readonly heads: number
  readonly first: boolean
  readonly p: (part: string) => Node
  /** Where the first layer leaves its value. */
  readonly memo: { first?: Node }
}

/** x + mu * (the row before - x). */
export function shift(graph: Graph, x: Node, mu: Node): Node {
  const before = graph.rows(
    x,
    Array.from({ length: x.rows }, (_, t) => t - 1),
  )
  return graph.add(x, graph.mul(graph.add(before, scaled(graph, x, -1)), mu))
}

export function rwkv7Layer(graph: Graph, { x, heads, first, p, memo }: TwinRwkv7): Node {
  const { add, mul, matmul, each, columns, rows, transpose } = graph
  const stream = (row: number) => shift(graph, x, rows(p('mu'), [row]))
  const [xr, xw, xk, xv, xa, xg] = [0, 1, 2, 3, 4, 5].map(stream) as [
    Node,
    Node,
    Node,
    Node,
    Node,
    Node,
  ]
  const low = (of: Node, name: string, squash: (node: Node) => Node) =>
    matmul(squash(matmul(of, p(`${name}1`))), p(`${name}2`))
  const same = (node: Node) => node
  const tanh = (node: Node) => each(node, Math.tanh, (_, y) => 1 - y * y)
  const sigmoid = (node: Node) => sigmoidOf(graph, node)
  const [r, k0, v0] = [matmul(xr, p('wr')), matmul(xk, p('wk')), matmul(xv, p('wv'))]
  const decay = sigmoid(add(low(xw, 'w', tanh), p('w0')))
  const c = Math.exp(-0.5)
  const w = each(
    decay,
    (s) => Math.exp(-c * s),
    (_, y) => -c * y,
  )
  const a = sigmoid(add(low(xa, 'a', same), p('a0')))
  const g = low(xg, 'g', sigmoid)
  if (first) memo.first = v0
  const v = first
    ? v0
    : add(
        v0,
        mul(add(memo.first!, scaled(graph, v0, -1)), sigmoid(add(low(xv, 'v', same), p('v0')))),
      )
  const key = mul(k0, p('k_k'))
  const k = add(
    k0,
    mul(
      mul(
        k0,
        each(
          a,
          (s) => s - 1,
          () => 1,
        ),
      ),
      p('k_a'),
    ),
  )
  const mixed = Array.from({ length: heads }, (_, h) => {
    const of = (node: Node) => columns(node, 32 * h, 32 * (h + 1))
    const ones = graph.leaf(32, 1, new Float64Array(32).fill(1))
    const norm = each(
      matmul(mul(of(key), of(key)), ones),
      (s) => s ** -0.5,
      (s) => -0.5 * s ** -1.5,
    )
    const kk = mul(of(key), norm)
    let state = graph.leaf(32, 32, new Float64Array(1024))
    const outputs: Node[] = []
    for (let t = 0; t < x.rows; t++) {
      const at = (node: Node) => rows(node, [t])
      const removed = matmul(state, transpose(at(kk)))
      const outer = matmul(removed, mul(at(kk), at(of(a))))
      const kept = add(mul(state, at(of(w))), scaled(graph, outer, -1))
      state = add(kept, matmul(transpose(at(of(v))), at(of(k))))
      outputs.push(transpose(matmul(state, transpose(at(of(r))))))
    }
    const y = graph.below(outputs)
    const mean = graph.leaf(32, 1, new Float64Array(32).fill(1 / 32))
    const centred = add(y, scaled(graph, matmul(y, mean), -1))
    const variance = matmul(mul(centred, centred), mean)
    const spread = each(
      variance,
      (s) => (s + 64e-5) ** -0.5,
      (s) => -0.5 * (s + 64e-5) ** -1.5,
    )
    const normed = add(mul(mul(centred, spread), of(p('norm_gain'))), of(p('norm_bias')))
    const bonus = matmul(mul(mul(of(r), of(k)), rows(p('r_k'), [h])), ones)
    return mul(add(normed, mul(of(v), bonus)), of(g))
  })
  return matmul(graph.beside(mixed), p('wo'))
}
