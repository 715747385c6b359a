// Bundles our TypeScript and plain JavaScript libraries to dist/ with esbuild.
// Not a type check: `npm run typecheck` is.
import { existsSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** entry -> folder that receives the bundle */
const nodeBundles = [
  { entryPoints: ['apps/node/src/main.ts'], outdir: 'apps/node/dist' },
  { entryPoints: ['apps/cli/src/main.ts'], outdir: 'apps/cli/dist' },
  { entryPoints: ['packages/sandbox/src/worker.ts'], outdir: 'packages/sandbox/dist' },
]

/**
 * Stay in node_modules: native addons, binaries, WebAssembly and what finds files beside itself.
 * Everything else is bundled, so each package's own pinned version is used whatever npm hoists.
 */
const external = [
  '@foundry-rs/*',
  '@jitl/*',
  'better-sqlite3',
  'esbuild',
  'oxc-transform',
  'pino',
  'prom-client',
  'quickjs-emscripten-core',
  'secp256k1',
  'typescript-native',
]

export async function build() {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    sourcemap: true,
    external,
    // Bundled CommonJS asks for Node's own modules by require().
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'error',
  }
  const jobs = nodeBundles
    .filter((bundle) => existsSync(`${root}/${bundle.entryPoints[0]}`))
    .map((bundle) => esbuild.build({ ...shared, ...bundle }))
  if (existsSync(`${root}/apps/dashboard/src/main.ts`)) {
    // Both jobs write here, and the copy fails when the folder comes into being under its hands.
    await mkdir(`${root}/apps/dashboard/dist`, { recursive: true })
    jobs.push(
      esbuild.build({
        absWorkingDir: root,
        entryPoints: ['apps/dashboard/src/main.ts'],
        outdir: 'apps/dashboard/dist',
        bundle: true,
        platform: 'browser',
        format: 'esm',
        target: 'es2022',
        minify: true,
        logLevel: 'error',
      }),
      cp(`${root}/apps/dashboard/public`, `${root}/apps/dashboard/dist`, { recursive: true }),
    )
  }
  await Promise.all(jobs)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = performance.now()
  await build()
  console.error(`built in ${Math.round(performance.now() - startedAt)} ms`)
}
