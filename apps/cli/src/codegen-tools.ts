// What solving needs beside a task: a sandbox, a judge on the visible examples, and the trained weights
// where there are any. Weights lie in the repository; a folder may be named instead.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Guide, openGuide } from '@zooid/codegen'
import { CliError } from './command.ts'
import { readKernelWasm } from './shipped.ts'

/** The weights that came with this version; null when there are none. */
export function shippedWeights(): string | null {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const folder = join(at, 'packages/codegen/weights')
    if (existsSync(join(folder, 'codegen.json'))) return folder
    if (dirname(at) === at) return null
  }
}

/**
 * The guide in `folder`, else the shipped one; null when there is none or `folder` is `none`.
 * @throws {GuideError} when the weights do not fit this version
 * @throws {CliError} when `folder` holds none
 */
export async function findGuide(folder: string | undefined): Promise<Guide | null> {
  if (folder === 'none') return null
  const found = folder ?? shippedWeights()
  if (found === null) return null
  if (!existsSync(join(found, 'codegen.json')))
    throw new CliError('solve.no-weights', `there are no weights in ${found}`, {
      hint: 'zooid codegen train makes some; --weights none searches without',
    })
  return openGuide(found, { readWasm: readKernelWasm })
}
