// Reads a corpus from disk: one text file, or every text file under a folder, in a stable order. Links
// are not followed, hidden entries and node_modules are left out, and sizes are checked before reading.
import { lstat, readdir, readFile } from 'node:fs/promises'
import { messageOf, ZooidError } from '@zooid/base'
import type { CorpusFile } from './corpus.ts'

export const corpusLimits = {
  files: 10_000,
  fileBytes: 8 * 1024 * 1024,
  totalBytes: 64 * 1024 * 1024,
  /** Folders below the first. */
  depth: 16,
} as const

/** What counts as text inside a folder; a file named by itself may end in anything. */
const endings = /\.(txt|md|ts|tsx|js|mjs|json|py|rs|c|h|go|html|css|sql|sh|csv|sol|toml|ya?ml)$/i

/** @throws CorpusPathError */
export async function readCorpusFiles(path: string): Promise<readonly CorpusFile[]> {
  const found = await list(path)
  if (found.length === 0)
    throw new CorpusPathError(
      path,
      'it holds no text files',
      'text files end in .txt, .md, .ts, ..',
    )
  const total = found.reduce((sum, { size }) => sum + size, 0)
  if (total > corpusLimits.totalBytes)
    throw new CorpusPathError(path, `it has ${total} bytes, more than ${corpusLimits.totalBytes}`)
  const files: CorpusFile[] = []
  for (const { at, name } of found) files.push({ name, bytes: await read(at) })
  return files
}

type Found = { readonly at: string; readonly name: string; readonly size: number }

async function list(path: string): Promise<readonly Found[]> {
  const root = await lstat(path).catch((error: unknown) => {
    throw new CorpusPathError(path, messageOf(error), 'name a text file or a folder of them')
  })
  if (root.isFile()) return [sized(path, path.replace(/^.*\//, ''), root.size)]
  if (!root.isDirectory()) throw new CorpusPathError(path, 'it is neither a file nor a folder')
  const found: Found[] = []
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    if (depth > corpusLimits.depth)
      throw new CorpusPathError(folder, `it is more than ${corpusLimits.depth} folders deep`)
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const [at, name] = [`${folder}/${entry.name}`, prefix + entry.name]
      if (entry.isDirectory()) await walk(at, `${name}/`, depth + 1)
      else if (entry.isFile() && endings.test(entry.name)) {
        found.push(sized(at, name, (await lstat(at)).size))
        if (found.length > corpusLimits.files)
          throw new CorpusPathError(path, `it has more than ${corpusLimits.files} text files`)
      }
    }
  }
  await walk(path, '', 0)
  return found
}

function sized(at: string, name: string, size: number): Found {
  if (size > corpusLimits.fileBytes)
    throw new CorpusPathError(at, `it has ${size} bytes, more than ${corpusLimits.fileBytes}`)
  return { at, name, size }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    const bytes = new Uint8Array(await readFile(path))
    // It may have grown since it was listed.
    sized(path, path, bytes.length)
    return bytes
  } catch (error) {
    if (error instanceof CorpusPathError) throw error
    throw new CorpusPathError(path, messageOf(error))
  }
}

export class CorpusPathError extends ZooidError {
  override readonly name = 'CorpusPathError'
  constructor(path: string, why: string, hint?: string) {
    super('corpus.path', `cannot read a corpus from ${path}: ${why}`, {
      status: 422,
      ...(hint === undefined ? {} : { hint }),
    })
  }
}
