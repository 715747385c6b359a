// What was found out before about the same content, so that a run that was broken off goes on where it was.
// It lies beside other build caches and may be deleted at any time. What a busy machine may have had a hand
// in is no fact and is found out again.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '@zooid/judge'

const folder = fileURLToPath(new URL('../../node_modules/.cache/zooid-selfcheck/', import.meta.url))

/**
 * The stored value of these contents, or the one `find` comes to. It is stored unless `find` doubts: calls
 * its argument because a clock, a fault or trouble of our own decided something.
 */
export async function remembered<T>(
  contents: readonly unknown[],
  find: (doubt: () => void) => Promise<T>,
  inFolder = folder,
): Promise<T> {
  const path = join(inFolder, `${sha256(JSON.stringify(contents))}.json`)
  const known = readIfThere(path)
  if (known !== null) return JSON.parse(known) as T
  let isFact = true
  const found = await find(() => {
    isFact = false
  })
  if (!isFact) return found
  mkdirSync(inFolder, { recursive: true })
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
