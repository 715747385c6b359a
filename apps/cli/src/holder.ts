// Which process has a node's databases open, `zooid up` or not. The node program is asked, for only it
// can try the databases' locks: a pid in a file would outlive its process.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from './command.ts'

const locks = ['node.db.lock', 'ledger.db.lock']
const program = fileURLToPath(new URL('../../node/dist/main.js', import.meta.url))

/**
 * @returns the pid of the node that runs on this folder, or null
 * @throws CliError when the locks cannot be tried
 */
export async function findHolder(folder: string): Promise<number | null> {
  if (!locks.some((name) => existsSync(join(folder, name)))) return null
  const child = spawn(process.execPath, [program, 'holder'], {
    env: { PATH: process.env.PATH ?? '', ZOOID_DATA: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 20_000,
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  const pid = /^\{"holder":(null|\d+)\}\n$/.exec(output)?.[1]
  if (code !== 0 || pid === undefined)
    throw new CliError('reset.holder', `cannot tell whether a node runs on ${folder}`, {
      hint: 'zooid doctor says whether the node program works',
    })
  return pid === 'null' ? null : Number(pid)
}
