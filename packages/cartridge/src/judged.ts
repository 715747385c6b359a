// judged.json beside the shipped cartridges: the content hash of each that `cartridges:check` has judged,
// so that a node need not judge two hundred cartridges before it opens. It is as trustworthy as the
// cartridges themselves: whoever can write the one can write the other, and what keeps a cartridge from
// doing harm is the sandbox. A hash that matches nothing only costs the time of judging.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJson, ZooidError } from '@zooid/base'

export const judgedFile = 'judged.json'
const maxBytes = 64 * 1024

/** Slug -> SHA-256 of manifest, index.ts (page included) and test.ts. */
export type Judged = { readonly [slug: string]: string }

/** Nothing when the folder has no judged.json. @throws JudgedFileError when it is not what it should be */
export async function readJudged(dir: string): Promise<Judged> {
  const text = await readFile(join(dir, judgedFile), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  })
  if (text === null) return {}
  const parsed = parseJson(text, { maxBytes, maxDepth: 2 })
  if (!parsed.ok) throw new JudgedFileError(parsed.reason)
  const { value } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new JudgedFileError('is no object of hashes by slug')
  const judged: Record<string, string> = {}
  for (const [slug, sha256] of Object.entries(value)) {
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
      throw new JudgedFileError(`"${slug.slice(0, 40)}" has no SHA-256`)
    judged[slug] = sha256
  }
  return judged
}

export class JudgedFileError extends ZooidError {
  override readonly name = 'JudgedFileError'
  constructor(reason: string) {
    super('cartridge.judged_file', `judged.json: ${reason}`, {
      hint: 'npm run cartridges:check -- --write makes it anew; without the file all are judged at boot',
    })
  }
}
