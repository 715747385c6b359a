// The passphrase of an encrypted wallet, from a file. Its mode is not judged: container runtimes mount
// secrets readable for everybody inside the container.
import { readFile } from 'node:fs/promises'
import { messageOf, ZooidError } from '@zooid/base'

/** Without the line break at its end. @throws PassphraseFileError when there is none to read */
export async function readPassphrase(path: string): Promise<string> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new PassphraseFileError(path, `cannot be read: ${messageOf(error)}`)
  }
  const passphrase = text.trimEnd()
  // An empty one would encrypt the wallet with what everybody guesses first.
  if (passphrase === '') throw new PassphraseFileError(path, 'is empty')
  return passphrase
}

export class PassphraseFileError extends ZooidError {
  override readonly name = 'PassphraseFileError'
  constructor(path: string, problem: string) {
    super('node.passphrase_file', `the passphrase file ${path} ${problem}`, {
      hint: 'put the passphrase there, or unset ZOOID_PASSPHRASE_FILE for a wallet without one',
    })
  }
}
