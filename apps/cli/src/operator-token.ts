// The operator's bearer token: from --token-file, else from the data folder of the node we talk to.
// It is sent only to that node, and over plain http only on loopback.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from './command.ts'
import { type DataDir, readSecret } from './data-dir.ts'
import { readUpFile } from './up-file.ts'

export const tokenFlag = {
  type: 'string',
  description: "File with the operator's token (default: the node's own, when it runs here)",
  valueHint: 'file',
} as const

/** @throws OperatorTokenError when no token is found, SecretFileError when its file is not private */
export function operatorToken(flag: string | undefined, node: string, data: DataDir): string {
  const url = new URL(node)
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new CliError(
      'token.plain_http',
      `the operator token does not travel to ${node} in plain text`,
      {
        hint: 'use https, or a tunnel to the node and its loopback address',
      },
    )
  if (flag) return readSecret(flag)
  const known = readUpFile(data.upFile)?.nodes.find((entry) => entry.url === node)
  const path = known ? join(known.dataDir, 'keys', 'operator.token') : data.operatorToken('queen')
  if (!existsSync(path)) throw new OperatorTokenError(node, path)
  return readSecret(path)
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

export class OperatorTokenError extends CliError {
  override readonly name = 'OperatorTokenError'
  constructor(node: string, path: string) {
    super('token.missing', `no operator token for ${node} (looked at ${path})`, {
      hint: "name it: --token-file <node's data folder>/keys/operator.token",
    })
  }
}
