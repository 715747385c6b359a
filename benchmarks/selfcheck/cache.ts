// What was found out before about the same content, so that a run that was broken off goes on where it was.
// It lies beside other build caches and may be deleted at any time.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '@zooid/judge'

const folder = fileURLToPath(new URL('../../node_modules/.cache/zooid-selfcheck/', import.meta.url))

/** The stored value of these contents, or the one `find` comes to. */
export async function remembered<T>(
  contents: readonly unknown[],
  find: () => Promise<T>,
): Promise<T> {
  const path = join(folder, `${sha256(JSON.stringify(contents))}.json`)
  const known = readIfThere(path)
  if (known !== null) return JSON.parse(known) as T
  const found = await find()
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(found))
  renameSync(`${path}.${process.pid}`, path)
  return found
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
