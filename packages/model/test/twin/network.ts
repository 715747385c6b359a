// The plain meaning of a lowered network in f64, sequence by sequence and op by op, written from the
// formulas and not from the kernel's code. Tests hold the kernel's losses and gradients against it.
import { type Expr, lower } from '@zooid/genome'
import type { Batch } from '../../src/index.ts'
import { createGraph, type Graph, type Node, scaled, sigmoidOf } from './autograd.ts'
import { rwkv7Layer, shift } from './rwkv7.ts'

export type TwinTensor = { readonly shape: readonly number[]; readonly data: ArrayLike<number> }
export type TwinWeights = ReadonlyMap<string, TwinTensor>

/** Loss as training defines it, and the gradient of every parameter. */
export function twinLoss(genome: Expr, weights: TwinWeights, batch: Batch, smoothing = 0) {
  const graph = createGraph()
  const leaves = new Map(
    [...weights].map(([name, { shape, data }]) => {
      const columns = shape.at(-1) ?? 1
      return [name, graph.leaf(data.length / columns, columns, data)] as const
    }),
  )
  const losses: { text: Node[]; head: Node[] } = { text: [], head: [] }
  for (let item = 0; item < batch.batch; item++) {
    const { head, text } = twinItem(graph, genome, leaves, batch, item)
    const { targetLength: T } = batch
    const next = batch.next.subarray(item * T, (item + 1) * T)
    if (text !== undefined)
      for (const [t, id] of next.entries())
        if (id !== 0) losses.text.push(rowLoss(graph, graph.rows(text, [t]), id, smoothing))
    const label = batch.labels?.[item] ?? -1
    if (head !== undefined && label >= 0) losses.head.push(rowLoss(graph, head, label, smoothing))
  }
  const means = [losses.text, losses.head].flatMap((rows) => {
    const [first, ...rest] = rows
    if (first === undefined) return []
    const sum = rest.reduce((total, row) => graph.add(total, row), first)
    return [scaled(graph, sum, 1 / rows.length)]
  })
  const loss = means.reduce((sum, mean) => graph.add(sum, mean))
  return {
    loss: loss.data[0]!,
    gradients: () => {
      graph.backward(loss)
      return new Map([...leaves].map(([name, { grad }]) => [name, grad]))
    },
  }
}

export function twinItem(
  graph: Graph,
  genome: Expr,
  leaves: ReadonlyMap<string, Node>,
  batch: Batch,
  item: number,
): { head: Node | undefined; text: Node | undefined } {
  const { steps, output } = lower(genome)
  const lengths = {
    source: batch.source.length / batch.batch,
    target: batch.target.length / batch.batch,
  }
  const ids = [
    [...batch.source.subarray(item * lengths.source, (item + 1) * lengths.source)],
    [...batch.target.subarray(item * lengths.target, (item + 1) * lengths.target)],
  ]
  const values: Node[] = []
  const idsOf: number[][] = []
  const memo: { first?: Node } = {}
  for (const [i, { source, type }] of steps.entries()) {
    if (source.kind === 'literal') throw new Error('no literals here')
    const lengthOf = (at: number) => {
      const { type: of } = steps[at]!
      const time = of.kind === 'tensor' ? of.shape[1] : ''
      const bag = time === 'S' ? batch.sourceLength : batch.targetLength
      const all = ids[time === 'S' ? 0 : 1]!
      return all.filter((_, i) => i % (all.length / bag) === 0)
    }
    if (source.kind === 'input') {
      idsOf[i] = type.kind === 'tensor' && type.shape[1] === 'S' ? ids[0]! : ids[1]!
      continue
    }
    const args = source.args.map((arg) => values[arg]!)
    const p = (part: string) => leaves.get(source.params[part]!)!
    const x = args[0]!
    const number = (name: string) => Number(source.attrs[name])
    values[i] = (() => {
      switch (source.op) {
        case 'add':
          return graph.add(x, args[1]!)
        case 'embed':
          return embedded(graph, p('table'), idsOf[source.args[0]!]!, number('bag'))
        case 'unembed': {
          const y = graph.matmul(x, graph.transpose(p('table')))
          return source.attrs.bias === true ? graph.add(y, p('b')) : y
        }
        case 'linear': {
          const y = graph.matmul(x, p('w'))
          return source.attrs.bias === true ? graph.add(y, p('b')) : y
        }
        case 'rms_norm': {
          const ones = graph.leaf(x.columns, 1, new Float64Array(x.columns).fill(1 / x.columns))
          const mean = graph.matmul(graph.mul(x, x), ones)
          const inverse = graph.each(
            mean,
            (m) => (m + number('eps')) ** -0.5,
            (m) => -0.5 * (m + number('eps')) ** -1.5,
          )
          return scaled(graph, graph.mul(graph.mul(x, inverse), p('gain')), number('scale'))
        }
        case 'swiglu': {
          const gate = graph.matmul(x, p('gate'))
          const silu = graph.mul(gate, sigmoidOf(graph, gate))
          return graph.matmul(graph.mul(silu, graph.matmul(x, p('up'))), p('down'))
        }
        case 'channel_mix': {
          const h = graph.matmul(shift(graph, x, p('mu')), p('wk'))
          return graph.matmul(
            graph.each(
              h,
              (v) => Math.max(0, v) ** 2,
              (v) => 2 * Math.max(0, v),
            ),
            p('wv'),
          )
        }
        case 'mean_pool': {
          const inside = lengthOf(source.args[0]!).map((id) => (id === 0 ? 0 : 1))
          const count = Math.max(
            1,
            inside.reduce<number>((sum, one) => sum + one, 0),
          )
          return graph.matmul(
            graph.leaf(
              1,
              x.rows,
              inside.map((one) => one / count),
            ),
            x,
          )
        }
        case 'attn':
          return attention(graph, {
            x,
            memory: x,
            memoryIds: lengthOf(source.args[0]!),
            heads: number('heads'),
            causal: source.attrs.causal === true,
            rope: source.attrs.rope === true,
            p,
          })
        case 'cross_attn':
          return attention(graph, {
            x,
            memory: args[1]!,
            memoryIds: lengthOf(source.args[1]!),
            heads: number('heads'),
            causal: false,
            rope: false,
            p,
          })
        case 'rwkv7':
          return rwkv7Layer(graph, {
            x,
            heads: number('heads'),
            first: source.attrs.first === true,
            p,
            memo,
          })
        default:
          throw new Error(`the twin knows no ${source.op}`)
      }
    })()
  }
  const outputs = [output].flat(8) as number[]
  const rank = (at: number) => {
    const { type } = steps[at]!
    return type.kind === 'tensor' ? type.shape.length : 0
  }
  const [head, text] = [2, 3].map((r) => outputs.find((at) => rank(at) === r))
  return {
    head: head === undefined ? undefined : values[head],
    text: text === undefined ? undefined : values[text],
  }
}

/** Rows of the table, or sums over bags; in a bag, 0 is none. */
function embedded(graph: Graph, table: Node, ids: number[], bag: number): Node {
  if (bag === 1) return graph.rows(table, ids)
  const planes = Array.from({ length: bag }, (_, k) => {
    const plane = ids.filter((_, i) => i % bag === k)
    const counts = plane.flatMap((id) => Array<number>(table.columns).fill(id === 0 ? 0 : 1))
    return graph.mul(graph.rows(table, plane), graph.leaf(plane.length, table.columns, counts))
  })
  return planes.reduce((sum, plane) => graph.add(sum, plane))
}

function rowLoss(graph: Graph, logits: Node, target: number, smoothing: number): Node {
  const logs = graph.each(
    graph.softmax(logits, () => true),
    Math.log,
    (x) => 1 / x,
  )
  const share = (c: number) => (c === target ? 1 - smoothing : 0) + smoothing / logits.columns
  const shares = Array.from({ length: logits.columns }, (_, c) => -share(c))
  return graph.matmul(logs, graph.leaf(logits.columns, 1, shares))
}

function attention(
  graph: Graph,
  call: {
    readonly x: Node
    readonly memory: Node
    readonly memoryIds: readonly number[]
    readonly heads: number
    readonly causal: boolean
    readonly rope: boolean
    readonly p: (part: string) => Node
  },
): Node {
  const { x, memory, memoryIds, heads, causal, rope, p } = call
  const [q, k, v] = [
    graph.matmul(x, p('wq')),
    graph.matmul(memory, p('wk')),
    graph.matmul(memory, p('wv')),
  ]
  const sees = (t: number, s: number) => memoryIds[s] !== 0 && (!causal || s <= t)
  const mixed = Array.from({ length: heads }, (_, h) => {
    const [qh, kh, vh] = [q, k, v].map((of) => graph.columns(of, 32 * h, 32 * (h + 1))) as [
      Node,
      Node,
      Node,
    ]
    const [qr, kr] = rope ? [rotated(graph, qh), rotated(graph, kh)] : [qh, kh]
    const scores = scaled(graph, graph.matmul(qr, graph.transpose(kr)), 1 / Math.sqrt(32))
    return graph.matmul(graph.softmax(scores, sees), vh)
  })
  return graph.matmul(graph.beside(mixed), p('wo'))
}

/** Channels i and i + 16 turn by position * 10000^(-i / 16). */
function rotated(graph: Graph, x: Node): Node {
  const angles = Array.from(
    { length: x.rows * 16 },
    (_, i) => Math.floor(i / 16) * 10_000 ** (-(i % 16) / 16),
  )
  const cosine = graph.leaf(x.rows, 16, angles.map(Math.cos))
  const sine = graph.leaf(x.rows, 16, angles.map(Math.sin))
  const [a, b] = [graph.columns(x, 0, 16), graph.columns(x, 16, 32)]
  const minus = scaled(graph, graph.mul(b, sine), -1)
  return graph.beside([
    graph.add(graph.mul(a, cosine), minus),
    graph.add(graph.mul(b, cosine), graph.mul(a, sine)),
  ])
}
