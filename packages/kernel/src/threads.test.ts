import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKernel, type Kernel } from './kernel.ts'
import { tapeNumbers, writeTape } from './tape.ts'
import { KernelClosedError, KernelFaultError, TooManyPartsError } from './threads.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel({ build: 'simd128', threads: 3, maxMemoryBytes: 2 ** 25 })
})
afterAll(() => kernel.close())

test('each part runs once, on its own thread, and is finished when fork returns', () => {
  const x = kernel.tensor([3000])
  const y = kernel.tensor([3000])
  kernel.f32(x).fill(1)
  for (let round = 1; round <= 300; round++) {
    const parts = [0, 1000, 2000].map((from) => [
      x.offset + 4 * from,
      y.offset + 4 * from,
      1000,
      round,
    ])
    kernel.threads.fork('scale', parts)
    expect(kernel.f32(y).every((value) => value === round)).toBe(true)
  }
})

test('fewer parts than threads leave the others idle', () => {
  const x = kernel.tensor([8])
  kernel.f32(x).fill(2)
  kernel.threads.fork('scale', [[x.offset, x.offset, 4, 2]])
  kernel.threads.fork('scale', [])
  expect([...kernel.f32(x)]).toEqual([4, 4, 4, 4, 2, 2, 2, 2])
})

test('a trap on a worker is an error here, and the threads go on', () => {
  const x = kernel.tensor([4])
  kernel.f32(x).fill(1)
  const good = [x.offset, x.offset, 4, 5]
  expect(() => kernel.threads.fork('scale', [good, [2 ** 31, 0, 16, 1]])).toThrow(KernelFaultError)
  kernel.threads.fork('scale', [good, [x.offset, x.offset, 0, 1]])
  expect([...kernel.f32(x)]).toEqual([25, 25, 25, 25])
})

test('a trap on the calling thread still waits for the workers', () => {
  const x = kernel.tensor([4])
  kernel.f32(x).fill(1)
  const good = [x.offset, x.offset, 4, 7]
  expect(() => kernel.threads.fork('scale', [[2 ** 31, 0, 16, 1], good])).toThrow(WebAssemblyTrap)
  expect(kernel.f32(x)[0]).toBe(7)
})

const WebAssemblyTrap = (
  globalThis as unknown as { WebAssembly: { RuntimeError: ErrorConstructor } }
).WebAssembly.RuntimeError

test('a tape runs its calls in order on a thread of its own', () => {
  const tapes = [0, 1, 2].map((thread) => {
    const x = kernel.tensor([64])
    kernel.f32(x).fill(1)
    const calls = Array.from({ length: 40 }, (_, i) => ({
      op: 'scale' as const,
      args: [x.offset, x.offset, 64, i % 2 === 0 ? 2 : 0.5 + thread],
    }))
    const numbers = tapeNumbers(calls)
    const { offset } = kernel.tensor([2 * numbers])
    writeTape(new Float64Array(kernel.f32(x).buffer, offset, numbers), calls)
    return { x, tape: { offset, numbers } }
  })
  kernel.threads.forkTapes(tapes.map(({ tape }) => tape))
  for (const [thread, { x }] of tapes.entries()) {
    const expected = (2 * (0.5 + thread)) ** 20
    expect(kernel.f32(x).every((value) => Math.abs(value / expected - 1) < 1e-5)).toBe(true)
  }
  const [bad] = tapes.slice(1)
  const broken = new Float64Array(
    kernel.f32({ ...tapes[0]!.x, shape: [2] }).buffer,
    bad!.tape.offset,
    6,
  )
  broken[2] = 2 ** 31
  expect(() => kernel.threads.forkTapes(tapes.map(({ tape }) => tape))).toThrow(KernelFaultError)
})

test('more parts than threads are refused', () => {
  expect(() => kernel.threads.fork('scale', [[], [], [], []])).toThrow(TooManyPartsError)
})

test('a closed kernel forks no more', async () => {
  const other = await createKernel({ build: 'simd128', threads: 2, maxMemoryBytes: 2 ** 24 })
  await other.close()
  expect(() => other.threads.fork('scale', [])).toThrow(KernelClosedError)
})

test('memory that grew after the threads started is theirs too', () => {
  const big = kernel.tensor([3 * 2 ** 20])
  const last = big.offset + 4 * (3 * 2 ** 20 - 4)
  kernel.f32(big).fill(1)
  kernel.threads.fork('scale', [
    [last, last, 0, 1],
    [last, last, 4, 9],
  ])
  expect(kernel.f32(big).at(-1)).toBe(9)
})

test('a program that forgets to close ends all the same', () => {
  const entry = fileURLToPath(new URL('./index.ts', import.meta.url))
  const program = `const { createKernel } = await import(${JSON.stringify(entry)})
    const kernel = await createKernel({ build: 'scalar', threads: 2 })
    console.log(kernel.threads.count)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 15_000 }).trim()).toBe(
    '2',
  )
})
