// Is a recorded process really one of our nodes? Process ids are reused, so a number alone never
// justifies a kill.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True when the process runs a node program; `dataDir` must match where the platform can tell. */
export function isOurNode(pid: number, dataDir: string): boolean {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      return isNodeProgram(command) && environment.includes(`ZOOID_DATA=${dataDir}`)
    }
    return isNodeProgram(
      execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }),
    )
  } catch {
    // Gone, or not ours to look at: either way not ours to end.
    return false
  }
}

/** Ask it to drain and end; false when it is already gone. */
export function terminate(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGTERM')
  } catch {
    return false
  }
}

const isNodeProgram = (command: string) => /node[\\/]dist[\\/]main\.js/.test(command)
