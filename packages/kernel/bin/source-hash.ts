// The hash in wasm/BUILD.json: over every Rust source, the post-link step and the compiler flags. Not a
// hash of the built files (they have their own): it answers "were these files built from these sources".
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const packageRoot = new URL('..', import.meta.url)

export const commonFlags = [
  '--target=wasm32-unknown-unknown',
  '--crate-type=cdylib',
  '--crate-name=zooid_kernel',
  '--edition=2021',
  '-Copt-level=3',
  '-Clto=fat',
  '-Ccodegen-units=1',
  '-Cpanic=abort',
  '-Cdebuginfo=0',
  '-Cstrip=symbols',
  // Loop strength reduction turns constant offsets into pointers and runs out of registers.
  '-Cllvm-args=-disable-lsr',
  '-Clink-arg=--import-memory',
  '-Clink-arg=--shared-memory',
  // no_std code needs no std rebuilt with atomics; the linker only has to be told not to insist.
  '-Clink-arg=--no-check-features',
  '-Clink-arg=--max-memory=4294967296',
  '-Clink-arg=-zstack-size=65536',
  '-Clink-arg=--export=__heap_base',
  '-Clink-arg=--export=__stack_pointer',
] as const

export const featureFlags = {
  scalar: '-Ctarget-feature=+bulk-memory',
  simd128: '-Ctarget-feature=+bulk-memory,+simd128',
} as const

export function sourceHash(): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([commonFlags, featureFlags]))
  for (const name of [...crateFiles(), 'bin/relax.ts']) {
    hash.update(`\0${name}\0`).update(readFileSync(new URL(name, packageRoot)))
  }
  return hash.digest('hex')
}

/** The crate is flat: lib.rs names every file. A file it does not name cannot reach the output. */
function crateFiles(): string[] {
  const lib = readFileSync(new URL('rust/src/lib.rs', packageRoot), 'utf8')
  const modules = [...lib.matchAll(/^(?:pub )?mod (\w+);/gm)].map((match) => `${match[1]}.rs`)
  return ['lib.rs', ...modules.sort()].map((name) => `rust/src/${name}`)
}
