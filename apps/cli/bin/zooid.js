#!/usr/bin/env node
// Starts the CLI from its bundle, and bundles first when sources are newer. Plain JavaScript on
// purpose: it must run on a fresh clone. A packaged install has no sources and skips the check.
import { existsSync, readdirSync, statSync } from 'node:fs'

const root = new URL('../../../', import.meta.url)
const bundles = ['apps/cli/dist/main.js', 'apps/node/dist/main.js']
const builder = new URL('.config/build.mjs', root)

/** Newest modification time under a folder, in ms; dist and dependencies do not count. */
function newestUnder(folder) {
  if (!existsSync(folder)) return 0
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'test') continue
    if (entry.name.endsWith('.test.ts') || entry.name.endsWith('.md')) continue
    const path = new URL(entry.name + (entry.isDirectory() ? '/' : ''), folder)
    newest = Math.max(newest, entry.isDirectory() ? newestUnder(path) : statSync(path).mtimeMs)
  }
  return newest
}

function isStale() {
  if (!existsSync(builder)) return false
  const oldestBundle = Math.min(
    ...bundles.map((path) => {
      const bundle = new URL(path, root)
      if (existsSync(bundle)) return statSync(bundle).mtimeMs
      // An app whose sources are not here either has nothing to be bundled from.
      return existsSync(new URL(path.replace('dist/main.js', 'src/main.ts'), root)) ? 0 : Infinity
    }),
  )
  return (
    Math.max(newestUnder(new URL('apps/', root)), newestUnder(new URL('packages/', root))) >
    oldestBundle
  )
}

async function bundle() {
  const { build } = await import(builder.href)
  if (process.stderr.isTTY) process.stderr.write('bundling sources …')
  try {
    await build()
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
  }
}

try {
  if (isStale()) await bundle()
} catch (error) {
  const hint =
    error?.code === 'ERR_MODULE_NOT_FOUND'
      ? 'npm ci'
      : 'fix the sources, then try again (npm run build)'
  process.stderr.write(`error the sources cannot be bundled: ${error?.message}\n  hint: ${hint}\n`)
  process.exit(1)
}
const { main } = await import(new URL('../dist/main.js', import.meta.url).href)
process.exitCode = await main(process.argv.slice(2))
