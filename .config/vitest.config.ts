// One vitest project per package or app, named after it, so `npm test -- --project ledger` works.
import { defineConfig } from 'vitest/config'

const packages = [
  'base',
  'genome',
  'kernel',
  'x402',
  'sandbox',
  'chain',
  'store',
  'judge',
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
  },
})

export default defineConfig({
  test: {
    globalSetup: ['.config/vitest.setup.ts'],
    root: new URL('..', import.meta.url).pathname,
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      ...apps.map((name) => project(name, `apps/${name}`)),
    ],
  },
})
