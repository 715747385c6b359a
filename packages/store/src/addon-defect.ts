// Headers of Node 24.19 and later compile a fault into SQLite addons of this generation: the process
// aborts when a statement is garbage-collected (nodejs/node#65446). The fault is in the compiled file,
// whatever Node loads it, and shows as one imported symbol.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const symbol = 'RemoveEnvironmentCleanupHook'

/** What is wrong with the compiled SQLite addon and how to mend it, or null when it is sound. */
export function findAddonDefect(): { readonly message: string; readonly hint: string } | null {
  const main = createRequire(import.meta.url).resolve('better-sqlite3')
  const path = join(dirname(main), '..', 'build', 'Release', 'better_sqlite3.node')
  return hasDefect(readFileSync(path))
    ? {
        message: `${path} was compiled with the headers of Node 24.19 or later and aborts the process at random`,
        hint: 'run `npm rebuild better-sqlite3` with Node 24.18.1, 22 or 20; the result runs on any later 24',
      }
    : null
}

/** Does this compiled addon carry the fault? */
export function hasDefect(addon: Buffer): boolean {
  return addon.includes(symbol)
}
