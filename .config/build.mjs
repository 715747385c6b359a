// Bundles our own TypeScript to dist/ with esbuild; libraries stay in node_modules.
// Not a type check: `npm run typecheck` is.
import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** entry -> folder that receives the bundle */
const nodeBundles = [
  { entryPoints: ['apps/node/src/main.ts'], outdir: 'apps/node/dist' },
  { entryPoints: ['apps/cli/src/main.ts'], outdir: 'apps/cli/dist' },
  { entryPoints: ['packages/sandbox/src/worker.ts'], outdir: 'packages/sandbox/dist' },
]

/** Workspace packages are ours and get bundled; everything else is external. */
const librariesStayExternal = {
  name: 'libraries-stay-external',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, (args) =>
      args.path.startsWith('@zooid/') || args.kind === 'entry-point'
        ? null
        : { path: args.path, external: true },
    )
  },
}

export async function build() {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    sourcemap: true,
    plugins: [librariesStayExternal],
    logLevel: 'error',
  }
  const jobs = nodeBundles
    .filter((bundle) => existsSync(`${root}/${bundle.entryPoints[0]}`))
    .map((bundle) => esbuild.build({ ...shared, ...bundle }))
  if (existsSync(`${root}/apps/dashboard/src/main.ts`)) {
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
