// Reverse-mode differentiation of f64 matrices, as plain as it gets: the yardstick for the kernel's
// gradients. Each function computes, remembers its mirror, and nothing is fused or reused.
export type Node = {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
  readonly grad: Float64Array
}

export type Graph = ReturnType<typeof createGraph>

export function createGraph() {
  const mirrors: (() => void)[] = []
  const make = (rows: number, columns: number): Node => ({
    rows,
    columns,
    data: new Float64Array(rows * columns),
    grad: new Float64Array(rows * columns),
  })
  /** Fills a new node and remembers how its gradient goes on. */
  const made = (
    rows: number,
    columns: number,
    fill: (node: Node) => void,
    mirror: (node: Node) => void,
  ) => {
    const node = make(rows, columns)
    fill(node)
    mirrors.push(() => mirror(node))
    return node
  }
  const graph = {
    leaf: (rows: number, columns: number, data: ArrayLike<number>): Node => {
      const node = make(rows, columns)
      node.data.set(data)
      return node
    },
    matmul: (a: Node, b: Node): Node => {
      const [m, k, n] = [a.rows, a.columns, b.columns]
      const each = (visit: (i: number, j: number, p: number) => void) => {
        for (let i = 0; i < m; i++)
          for (let p = 0; p < k; p++)
            for (let j = 0; j < n; j++) visit(i * k + p, p * n + j, i * n + j)
      }
      return made(
        m,
        n,
        ({ data }) => each((i, j, o) => (data[o]! += a.data[i]! * b.data[j]!)),
        ({ grad }) =>
          each((i, j, o) => {
            a.grad[i]! += grad[o]! * b.data[j]!
            b.grad[j]! += grad[o]! * a.data[i]!
          }),
      )
    },
    transpose: (a: Node): Node =>
      made(
        a.columns,
        a.rows,
        ({ data }) =>
          over(
            data,
            (_, i) => (data[i] = a.data[(i % a.rows) * a.columns + Math.floor(i / a.rows)]!),
          ),
        ({ grad }) =>
          over(grad, (g, i) => (a.grad[(i % a.rows) * a.columns + Math.floor(i / a.rows)]! += g)),
      ),
    /** b may be one row or one column, repeated. */
    add: (a: Node, b: Node): Node =>
      made(
        a.rows,
        a.columns,
        ({ data }) => over(data, (_, i) => (data[i] = a.data[i]! + b.data[spread(a, b, i)]!)),
        ({ grad }) =>
          over(grad, (g, i) => {
            a.grad[i]! += g
            b.grad[spread(a, b, i)]! += g
          }),
      ),
    /** b may be one row or one column, repeated. */
    mul: (a: Node, b: Node): Node =>
      made(
        a.rows,
        a.columns,
        ({ data }) => over(data, (_, i) => (data[i] = a.data[i]! * b.data[spread(a, b, i)]!)),
        ({ grad }) =>
          over(grad, (g, i) => {
            const j = spread(a, b, i)
            a.grad[i]! += g * b.data[j]!
            b.grad[j]! += g * a.data[i]!
          }),
      ),
    /** @param slope from x and y = f(x) */
    each: (a: Node, f: (x: number) => number, slope: (x: number, y: number) => number): Node =>
      made(
        a.rows,
        a.columns,
        ({ data }) => over(data, (_, i) => (data[i] = f(a.data[i]!))),
        ({ data, grad }) => over(grad, (g, i) => (a.grad[i]! += g * slope(a.data[i]!, data[i]!))),
      ),
    /** Row r of the result is row ids[r], or zeros for -1. */
    rows: (a: Node, ids: readonly number[]): Node =>
      made(
        ids.length,
        a.columns,
        ({ data }) =>
          over(ids, (id, r) => {
            if (id >= 0)
              data.set(a.data.subarray(id * a.columns, (id + 1) * a.columns), r * a.columns)
          }),
        ({ grad }) =>
          over(ids, (id, r) => {
            for (let c = 0; id >= 0 && c < a.columns; c++)
              a.grad[id * a.columns + c]! += grad[r * a.columns + c]!
          }),
      ),
    columns: (a: Node, from: number, to: number): Node => {
      const width = to - from
      const at = (i: number) => Math.floor(i / width) * a.columns + from + (i % width)
      return made(
        a.rows,
        width,
        ({ data }) => over(data, (_, i) => (data[i] = a.data[at(i)]!)),
        ({ grad }) => over(grad, (g, i) => (a.grad[at(i)]! += g)),
      )
    },
    beside: (parts: readonly Node[]): Node => {
      const rows = parts[0]?.rows ?? 0
      const columns = parts.reduce((sum, part) => sum + part.columns, 0)
      const each = (visit: (part: Node, from: number, to: number) => void) => {
        let begin = 0
        for (const part of parts) {
          for (let i = 0; i < part.data.length; i++)
            visit(part, i, Math.floor(i / part.columns) * columns + begin + (i % part.columns))
          begin += part.columns
        }
      }
      return made(
        rows,
        columns,
        ({ data }) => each((part, i, o) => (data[o] = part.data[i]!)),
        ({ grad }) => each((part, i, o) => (part.grad[i]! += grad[o]!)),
      )
    },
    below: (parts: readonly Node[]): Node => {
      const columns = parts[0]?.columns ?? 0
      const each = (visit: (part: Node, begin: number) => void) => {
        let begin = 0
        for (const part of parts) {
          visit(part, begin)
          begin += part.data.length
        }
      }
      return made(
        parts.reduce((sum, part) => sum + part.rows, 0),
        columns,
        ({ data }) => each((part, begin) => data.set(part.data, begin)),
        ({ grad }) =>
          each((part, begin) => over(part.grad, (_, i) => (part.grad[i]! += grad[begin + i]!))),
      )
    },
    /** Softmax of each row over the columns it may see; a row that sees none is 0. */
    softmax: (a: Node, sees: (row: number, column: number) => boolean): Node =>
      made(
        a.rows,
        a.columns,
        ({ data }) => {
          for (let r = 0; r < a.rows; r++) {
            let sum = 0
            for (let c = 0; c < a.columns; c++)
              if (sees(r, c)) sum += data[r * a.columns + c] = Math.exp(a.data[r * a.columns + c]!)
            for (let c = 0; c < a.columns && sum > 0; c++) data[r * a.columns + c]! /= sum
          }
        },
        ({ data, grad }) => {
          for (let r = 0; r < a.rows; r++) {
            let along = 0
            for (let c = 0; c < a.columns; c++)
              along += data[r * a.columns + c]! * grad[r * a.columns + c]!
            for (let c = 0; c < a.columns; c++)
              a.grad[r * a.columns + c]! +=
                data[r * a.columns + c]! * (grad[r * a.columns + c]! - along)
          }
        },
      ),
    /** From a 1 x 1 node down to every leaf. */
    backward: (loss: Node): void => {
      loss.grad[0] = 1
      for (const mirror of mirrors.toReversed()) mirror()
    },
  }
  return graph
}

export function scaled(graph: Graph, x: Node, by: number): Node {
  return graph.each(
    x,
    (v) => v * by,
    () => by,
  )
}

export function sigmoidOf(graph: Graph, x: Node): Node {
  return graph.each(
    x,
    (v) => 1 / (1 + Math.exp(-v)),
    (_, y) => y * (1 - y),
  )
}

function spread(a: Node, b: Node, i: number): number {
  if (b.rows === 1 && a.rows !== 1) return i % a.columns
  if (b.columns === 1 && a.columns !== 1) return Math.floor(i / a.columns)
  return i
}

function over(numbers: ArrayLike<number>, visit: (x: number, i: number) => void): void {
  for (let i = 0; i < numbers.length; i++) visit(numbers[i]!, i)
}
