// A node's log file with a size cap: past it the file becomes <name>.log.1, replacing the one before.
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export type LogFile = {
  readonly path: string
  readonly write: (line: string) => void
  readonly close: () => void
}

/** @param maxBytes size at which the file is rotated, default 5 MiB */
export function openLogFile(path: string, maxBytes = 5 * 1024 * 1024): LogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let file = openSync(path, 'a', 0o600)
  let size = fstatSync(file).size
  let isOpen = true
  return {
    path,
    write: (line) => {
      if (!isOpen) return
      const bytes = Buffer.from(`${line}\n`)
      if (size > 0 && size + bytes.length > maxBytes) {
        closeSync(file)
        renameSync(path, `${path}.1`)
        file = openSync(path, 'a', 0o600)
        size = 0
      }
      writeSync(file, bytes)
      size += bytes.length
    },
    close: () => {
      if (!isOpen) return
      isOpen = false
      closeSync(file)
    },
  }
}
