// Creates the files SQLite then opens, with mode 0600 from the first byte. It never opens a file that
// exists: closing any descriptor of a file drops every POSIX lock this process holds on it, and those
// are SQLite's, and our one-process lock.
import { chmodSync, closeSync, openSync } from 'node:fs'

/** An existing file is kept and its mode tightened. */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    chmodSync(path, 0o600)
  }
}
