// One vitest project per package or app, named after it, so `npm test -- --project ledger` works.
import { defineConfig } from 'vitest/config'

const packages = [
  'base',
  'genome',
  'kernel',
  'model',
  'x402',
  'sandbox',
  'chain',
  'store',
  'judge',
  'codegen',
  'cartridge',
  'ledger',
  'colony',
  'gateway',
]
const apps = ['node', 'cli']

const project = (name: string, root: string) => ({
  test: {
    name,
    root,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'contracts/**/*.test.ts'],
    pool: 'forks' as const,
    testTimeout: 20_000,
    hookTimeout: 40_000,
    // A second, vitest's default, is short for a chain on a machine that does other things as well.
    expect: { poll: { timeout: 10_000 } },
    // Real chains, workers and clocks on a busy CI machine: one more try, which the report names.
    retry: process.env.CI ? 1 : 0,
  },
})

export default defineConfig({
  test: {
    // vitest leaves one core idle by default; most of our tests wait for a chain or a worker.
    maxWorkers: 2,
    globalSetup: ['.config/vitest.setup.ts'],
    root: new URL('..', import.meta.url).pathname,
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      ...apps.map((name) => project(name, `apps/${name}`)),
    ],
  },
})
