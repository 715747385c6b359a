// The same encoder-decoder in TensorFlow.js with its WASM backend (SIMD, one thread): the workload's
// layers, batch and loss, with its Adam (it has no decoupled decay). Installed by `npm ci` in
// benchmarks/peers. usage: tsx peer-tfjs.ts DIM
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { runInThisContext } from 'node:vm'
import { build } from 'esbuild'
import { workload, workloadBatch } from './workload.ts'

type Tensor = {
  readonly shape: number[]
  dataSync(): Float32Array
}
type Variable = Tensor & { readonly isVariable: true }
type TensorFlow = {
  readonly version_core: string
  setBackend(name: string): Promise<boolean>
  ready(): Promise<void>
  variable(initial: Tensor): Variable
  tensor(values: ArrayLike<number>, shape: number[], dtype?: string): Tensor
  randomUniform(shape: number[], low: number, high: number, dtype: string, seed: number): Tensor
  fill(shape: number[], value: number): Tensor
  oneHot(ids: Tensor, depth: number): Tensor
  cast(x: Tensor, dtype: string): Tensor
  matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor
  add(a: Tensor, b: Tensor): Tensor
  sub(a: Tensor, b: Tensor): Tensor
  mul(a: Tensor, b: Tensor | number): Tensor
  rsqrt(a: Tensor): Tensor
  square(a: Tensor): Tensor
  mean(a: Tensor, axis: number, keep?: boolean): Tensor
  sum(a: Tensor, axis?: number, keep?: boolean): Tensor
  neg(a: Tensor): Tensor
  sigmoid(a: Tensor): Tensor
  softmax(a: Tensor): Tensor
  exp(a: Tensor): Tensor
  log(a: Tensor): Tensor
  max(a: Tensor, axis: number, keep?: boolean): Tensor
  slice(a: Tensor, begin: number[], size: number[]): Tensor
  concat(parts: Tensor[], axis: number): Tensor
  reshape(a: Tensor, shape: number[]): Tensor
  transpose(a: Tensor, order: number[]): Tensor
  tidy<T>(run: () => T): T
  readonly train: { adam(rate: number): { minimize(f: () => Tensor, cost: boolean): Tensor } }
}

const dim = Number(process.argv[2] ?? 128)
const { layers, vocabulary, classes, batch, sourceLength, targetLength } = workload
const [head, heads] = [32, dim / 32]
const hidden = Math.ceil((dim * 8) / 3 / 16) * 16
const fromPeers = createRequire(new URL('../../peers/package.json', import.meta.url))
const tf = fromPeers('@tensorflow/tfjs-core') as TensorFlow
const wasm = fromPeers('@tensorflow/tfjs-backend-wasm') as {
  setWasmPaths(folder: string): void
  setThreadsCount(threads: number): void
}
await registerGradients()
wasm.setWasmPaths(`${dirname(fromPeers.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
wasm.setThreadsCount(1)
await tf.setBackend('wasm')
await tf.ready()

let seed = 1
const matrix = (rows: number, columns: number, spread = 1 / Math.sqrt(rows)) =>
  tf.variable(tf.randomUniform([rows, columns], -spread, spread, 'float32', seed++))
const gain = () => tf.variable(tf.fill([dim], 1))
const attentionWeights = () => ({
  q: matrix(dim, dim),
  k: matrix(dim, dim),
  v: matrix(dim, dim),
  o: matrix(dim, dim),
})
const feedWeights = () => ({
  gate: matrix(dim, hidden),
  up: matrix(dim, hidden),
  down: matrix(hidden, dim),
})
const layerWeights = () => ({
  norms: [gain(), gain(), gain()],
  self: attentionWeights(),
  cross: attentionWeights(),
  feed: feedWeights(),
})
const table = matrix(vocabulary, dim, 0.04)
const [encoder, decoder] = [0, 1].map(() => Array.from({ length: layers }, layerWeights))
const [encoderOut, decoderOut] = [gain(), gain()]
const headWeights = matrix(dim, classes)
const headBias = tf.variable(tf.fill([classes], 0))

const norm = (x: Tensor, by: Tensor) =>
  tf.mul(tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), tf.tensor([1e-5], [1])))), by)

const angles = Array.from(
  { length: 64 * 16 },
  (_, i) => Math.floor(i / 16) * 10_000 ** (-(i % 16) / 16),
)
const cosine = tf.tensor(angles.map(Math.cos), [1, 64, 16])
const sine = tf.tensor(angles.map(Math.sin), [1, 64, 16])
const rotate = (x: Tensor) => {
  const [rows = 0, time = 0] = x.shape
  const [a, b] = [0, 16].map((from) => tf.slice(x, [0, 0, from], [rows, time, 16])) as [
    Tensor,
    Tensor,
  ]
  return tf.concat(
    [tf.sub(tf.mul(a, cosine), tf.mul(b, sine)), tf.add(tf.mul(b, cosine), tf.mul(a, sine))],
    2,
  )
}
const never = tf.tensor(
  Array.from({ length: 64 * 64 }, (_, i) => (i % 64 > Math.floor(i / 64) ? -1e9 : 0)),
  [1, 64, 64],
)

type Attention = ReturnType<typeof attentionWeights>
const split = (x: Tensor) =>
  tf.reshape(tf.transpose(tf.reshape(x, [batch, 64, heads, head]), [0, 2, 1, 3]), [
    batch * heads,
    64,
    head,
  ])
const attend = (x: Tensor, memory: Tensor, w: Attention, kind: 'self' | 'causal' | 'cross') => {
  const turn = kind === 'cross' ? (part: Tensor) => part : rotate
  const [q, k, v] = [
    turn(split(tf.matMul(x, w.q))),
    turn(split(tf.matMul(memory, w.k))),
    split(tf.matMul(memory, w.v)),
  ]
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(head))
  const mixed = tf.matMul(tf.softmax(kind === 'causal' ? tf.add(scores, never) : scores), v)
  const rows = tf.transpose(tf.reshape(mixed, [batch, heads, 64, head]), [0, 2, 1, 3])
  return tf.matMul(tf.reshape(rows, [batch * 64, dim]), w.o)
}
const feed = (x: Tensor, w: ReturnType<typeof feedWeights>) => {
  const gate = tf.matMul(x, w.gate)
  return tf.matMul(tf.mul(tf.mul(gate, tf.sigmoid(gate)), tf.matMul(x, w.up)), w.down)
}

const data = workloadBatch()
const hot = (ids: ArrayLike<number>, depth: number) =>
  tf.cast(tf.oneHot(tf.tensor(ids, [ids.length], 'int32'), depth), 'float32')
const source = hot(data.source, vocabulary)
const target = hot(data.target, vocabulary)
const next = hot(data.next, vocabulary)
const labels = hot(data.labels ?? [], classes)

/** Mean over rows of log(sum(exp)) - logit of the target. */
const crossEntropy = (logits: Tensor, wanted: Tensor) => {
  const [rows = 1] = logits.shape
  const top = tf.max(logits, -1, true)
  const sum = tf.log(tf.sum(tf.exp(tf.sub(logits, top)), -1, true))
  return tf.mul(tf.sum(tf.mul(wanted, tf.sub(tf.add(sum, top), logits))), 1 / rows)
}

/** The three norms of a layer. */
const pick = ([a = gainOne, b = gainOne, c = gainOne]: readonly Tensor[]) => [a, b, c] as const
const gainOne = gain()

const loss = () => {
  // A product with one-hot rows stands in for a lookup: the backend has no gradient of a gather.
  let x = tf.matMul(source, table)
  for (const { norms, self, feed: w } of encoder ?? []) {
    const [a, b] = pick(norms)
    const normed = norm(x, a)
    x = tf.add(x, attend(normed, normed, self, 'self'))
    x = tf.add(x, feed(norm(x, b), w))
  }
  const memory = norm(x, encoderOut as Tensor)
  let y = tf.matMul(target, table)
  for (const { norms, self, cross, feed: w } of decoder ?? []) {
    const [a, b, c] = pick(norms)
    const normed = norm(y, a)
    y = tf.add(y, attend(normed, normed, self, 'causal'))
    y = tf.add(y, attend(norm(y, b), memory, cross, 'cross'))
    y = tf.add(y, feed(norm(y, c), w))
  }
  const logits = tf.matMul(norm(y, decoderOut as Tensor), table, false, true)
  const pooled = tf.mean(tf.reshape(memory, [batch, sourceLength, dim]), 1)
  const classed = tf.add(tf.matMul(pooled, headWeights), headBias)
  return tf.add(crossEntropy(logits, next), crossEntropy(classed, labels))
}
if (sourceLength !== 64 || targetLength !== 64)
  throw new RangeError('the peer is written for 64 tokens')

const optimizer = tf.train.adam(1e-3)
console.log(JSON.stringify({ name: `tfjs ${tf.version_core} wasm` }))
for await (const line of createInterface({ input: process.stdin })) {
  const ms = Array.from({ length: Number(line.split(' ')[1]) }, () => {
    const begin = performance.now()
    tf.tidy(() => optimizer.minimize(loss, true).dataSync())
    return performance.now() - begin
  })
  console.log(JSON.stringify({ ms }))
}

/** The library's bundle for Node leaves gradients out; all its copies share one registry of them. */
async function registerGradients(): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: "import '@tensorflow/tfjs-core/dist/register_all_gradients.js'",
      resolveDir: fileURLToPath(new URL('../../peers', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'node',
    mainFields: ['module', 'main'],
  })
  runInThisContext(outputFiles[0]?.text ?? '')
}
