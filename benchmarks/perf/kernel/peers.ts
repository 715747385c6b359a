// Other people's GEMM as contestants, when they are installed: `npm ci` in benchmarks/peers brings
// TensorFlow.js and onnxruntime-web. A peer that is missing gives no column, never an error. They live in
// peer-process.ts, because the V8 flags of our kernel would change their code too.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { asyncSamplesOf, type Contestant, numbers, samplesOf } from './contestant.ts'
import { matMulModel } from './onnx-model.ts'

const fromPeers = createRequire(new URL('../../peers/package.json', import.meta.url))

type Tensor = { dispose: () => void; dataSync: () => unknown }
type TensorFlow = {
  setBackend: (name: string) => Promise<boolean>
  ready: () => Promise<void>
  tensor2d: (values: Float32Array, shape: [number, number]) => Tensor
  matMul: (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean) => Tensor
}

/** TensorFlow.js with its WASM backend, SIMD build, one thread. */
export async function tensorFlow(): Promise<Contestant | undefined> {
  const tf = optional<TensorFlow>('@tensorflow/tfjs-core')
  const wasm = optional<{
    setWasmPaths: (folder: string) => void
    setThreadsCount: (threads: number) => void
  }>('@tensorflow/tfjs-backend-wasm')
  if (!tf || !wasm) return undefined
  wasm.setWasmPaths(`${dirname(fromPeers.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
  wasm.setThreadsCount(1)
  if (!(await tf.setBackend('wasm'))) return undefined
  await tf.ready()
  return {
    name: 'tfjs wasm',
    prepare: async ({ m, n, k }, form) => {
      const a = tf.tensor2d(numbers(m * k, 1), form === 'tn' ? [k, m] : [m, k])
      const b = tf.tensor2d(numbers(n * k, 2), form === 'nt' ? [n, k] : [k, n])
      return {
        sample: samplesOf(() => tf.matMul(a, b, form === 'tn', form === 'nt').dispose()),
        done: () => {
          a.dispose()
          b.dispose()
        },
      }
    },
  }
}

type Onnx = {
  env: { wasm: { numThreads: number; wasmPaths: string }; logLevel: string }
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => object
  InferenceSession: {
    create: (
      model: Uint8Array,
      options: object,
    ) => Promise<{ run: (feeds: object) => Promise<unknown>; release: () => Promise<void> }>
  }
}

/** onnxruntime-web, WASM provider, one thread; a model of one MatMul node, copies in and out included. */
export async function onnxWeb(): Promise<Contestant | undefined> {
  const ort = optional<Onnx>('onnxruntime-web')
  if (!ort) return undefined
  ort.env.wasm.numThreads = 1
  ort.env.logLevel = 'error'
  ort.env.wasm.wasmPaths = `${pathToFileURL(dirname(fromPeers.resolve('onnxruntime-web')))}/`
  return {
    name: 'ort-web wasm',
    prepare: async ({ m, n, k }, form) => {
      if (form !== 'nn') return undefined
      const session = await ort.InferenceSession.create(matMulModel(m, n, k), {
        executionProviders: ['wasm'],
      })
      const feeds = {
        a: new ort.Tensor('float32', numbers(m * k, 1), [m, k]),
        b: new ort.Tensor('float32', numbers(n * k, 2), [k, n]),
      }
      return { sample: asyncSamplesOf(() => session.run(feeds)), done: () => session.release() }
    },
  }
}

function optional<T>(name: string): T | undefined {
  try {
    return fromPeers(name) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    return undefined
  }
}
