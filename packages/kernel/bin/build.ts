// `npm run kernel:build` compiles rust/ to wasm/{scalar,simd128,relaxed}.wasm and writes BUILD.json;
// `npm run kernel:verify` does the same in a temporary folder and compares bytes. Not part of the run
// time: users get the committed files. Invariant: same sources and compiler give the same bytes.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { relax } from './relax.ts'
import { commonFlags, featureFlags, packageRoot, sourceHash } from './source-hash.ts'

const option = (name: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

/** Debian bookworm's compiler: the rustup ones seldom carry the wasm target. */
const rustc = option('rustc') ?? '/usr/bin/rustc'
const rust = fileURLToPath(new URL('rust', packageRoot))

function compile(name: keyof typeof featureFlags, folder: string): Uint8Array {
  const output = join(folder, `${name}.wasm`)
  // A relative source path keeps the machine's folders out of the file.
  const flags = [...commonFlags, featureFlags[name], 'src/lib.rs', '-o', output]
  execFileSync(rustc, flags, { cwd: rust, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Uint8Array(readFileSync(output))
}

function buildAll(): Map<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'zooid-kernel-'))
  try {
    const simd128 = compile('simd128', folder)
    const relaxed = relax(simd128)
    const files = new Map([
      ['scalar.wasm', compile('scalar', folder)],
      ['simd128.wasm', simd128],
      ['relaxed.wasm', relaxed.wasm],
    ])
    const record = {
      sourceHash: sourceHash(),
      compiler: execFileSync(rustc, ['--version'], { encoding: 'utf8' }).trim(),
      flags: [...commonFlags],
      features: featureFlags,
      relaxedPairs: relaxed.pairs,
      files: Object.fromEntries(
        [...files].map(([name, bytes]) => [
          name,
          { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
        ]),
      ),
    }
    files.set('BUILD.json', new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`))
    return files
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const wasmFolder = new URL('wasm/', packageRoot)
const built = buildAll()
if (process.argv.includes('--verify')) {
  const different = [...built].filter(
    ([name, bytes]) => !readFileSync(new URL(name, wasmFolder)).equals(bytes),
  )
  for (const [name] of different) console.error(`wasm/${name} is not what the sources give`)
  if (different.length > 0) process.exit(1)
  console.log('wasm/ is exactly what the sources give')
} else {
  for (const [name, bytes] of built) {
    writeFileSync(new URL(name, wasmFolder), bytes)
    console.log(`${name.padEnd(13)} ${bytes.length} bytes`)
  }
}
