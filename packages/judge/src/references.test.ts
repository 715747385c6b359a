import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))

/** The runners of the benchmark, and the tests of the judge. Nobody who learns is among them. */
const mayRead = [
  /^benchmarks\/selfcheck\//,
  /^benchmarks\/perf\/judge\//,
  /^benchmarks\/codegen\/exclusion\//,
  /^packages\/judge\/src\/[\w-]+\.test\.ts$/,
  /^packages\/judge\/src\/references\.ts$/,
]

test('only the runners of the benchmark read reference solutions', () => {
  const readers = sourceFiles().filter(({ text }) =>
    /judge\/references|\/references\.ts['"]|readReferences/.test(text),
  )
  expect(readers.length).toBeGreaterThan(3)
  expect(readers.map(({ path }) => path).filter((path) => !isAllowed(path))).toEqual([])
})

test('nobody else finds the solutions by their path', () => {
  const finders = sourceFiles().filter(
    ({ text }) => /['"`/]solution2?\.ts['"`]/.test(text) && /benchmarks|problems/.test(text),
  )
  const named = /^packages\/judge\/src\/(problem-check|contamination)\.ts$/
  expect(
    finders.map(({ path }) => path).filter((path) => !isAllowed(path) && !named.test(path)),
  ).toEqual([])
})

const isAllowed = (path: string) => mayRead.some((pattern) => pattern.test(path))

type SourceText = { readonly path: string; readonly text: string }

function sourceFiles(): SourceText[] {
  const roots = ['apps', 'packages', 'benchmarks', 'cartridges', '.config']
  return roots
    .flatMap((root) => walk(join(repository, root)))
    .map((path) => ({
      path: relative(repository, path),
      text: readFileSync(path, 'utf8'),
    }))
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return /^(node_modules|dist|problems|results)$/.test(entry.name) ? [] : walk(path)
    return /\.(ts|mjs|cjs|js)$/.test(entry.name) ? [path] : []
  })
}
