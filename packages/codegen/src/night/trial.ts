// A change to a file on trial: written, judged as it lies on disk, and kept or taken back byte for byte. The
// bytes before it lie beside it meanwhile, so that a night that dies in the middle leaves nothing behind
// that was not judged.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** A journal begins with one of these; an empty file is not no file. */
const wasThere = 1
const wasMissing = 0

/**
 * Puts `bytes` at `path` and keeps them if `judge`, which reads the file itself, says so.
 * When `judge` throws, the change is taken back too.
 */
export async function onTrial(
  path: string,
  bytes: Uint8Array,
  judge: () => Promise<boolean>,
): Promise<boolean> {
  recover(path)
  const before = existsSync(path) ? [wasThere, ...readFileSync(path)] : [wasMissing]
  replace(journalOf(path), Uint8Array.from(before))
  replace(path, bytes)
  let isKept = false
  try {
    isKept = await judge()
  } finally {
    if (isKept) rmSync(journalOf(path))
    else recover(path)
  }
  return isKept
}

/** Takes back a change whose trial never ended; without one it does nothing. */
export function recover(path: string): void {
  const journal = journalOf(path)
  if (!existsSync(journal)) return
  const [flag, ...before] = readFileSync(journal)
  if (flag === wasThere) replace(path, Uint8Array.from(before))
  else rmSync(path, { force: true })
  rmSync(journal)
}

const journalOf = (path: string) => `${path}.before`

function replace(path: string, bytes: Uint8Array): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, bytes)
  renameSync(draft, path)
}
