// Reads one cartridge from disk: <folder>/{cartridge.json, index.ts, test.ts} and the files of its page,
// if it has one. Only plain files of bounded size in a plain folder: a link could publish any file this
// process can read.
import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Json, limits, messageOf, parseJson, slugPattern, ZooidError } from '@zooid/base'
import { PageError, type PageFiles, pageFiles, withPage } from '@zooid/sandbox'

export type CartridgeFiles = {
  readonly manifest: Json
  /** index.ts with the page's files as a constant at its end. */
  readonly index: string
  readonly test: string
}

/** @throws CartridgeFolderError when the folder is not a cartridge */
export async function readCartridgeFolder(folder: string): Promise<CartridgeFiles> {
  const slug = basename(folder)
  if (!slugPattern.test(slug)) throw new CartridgeFolderError(slug, 'the folder name is no slug')
  const found = await lstat(folder).catch(() => null)
  if (!found?.isDirectory())
    throw new CartridgeFolderError(slug, 'not a folder (links are refused)')
  const [manifestText, index, test] = await Promise.all(
    ['cartridge.json', 'index.ts', 'test.ts'].map((name) =>
      readPlainFile(slug, join(folder, name)),
    ),
  )
  const manifest = parseJson(manifestText ?? '', {
    maxBytes: limits.cartridgeSourceBytes,
    maxDepth: limits.jsonDepth,
  })
  if (!manifest.ok) throw new CartridgeFolderError(slug, `cartridge.json: ${manifest.reason}`)
  const named = (manifest.value as { readonly slug?: Json } | null)?.slug
  if (named !== slug)
    throw new CartridgeFolderError(slug, `cartridge.json: slug: must be "${slug}", as the folder`)
  return {
    manifest: manifest.value,
    index: await addPage(slug, folder, index ?? ''),
    test: test ?? '',
  }
}

async function addPage(slug: string, folder: string, index: string): Promise<string> {
  const names = new Set(await readdir(folder))
  const files: Record<string, string> = {}
  for (const name of pageFiles)
    if (names.has(name)) files[name] = await readPlainFile(slug, join(folder, name))
  try {
    return withPage(index, files satisfies PageFiles)
  } catch (error) {
    if (error instanceof PageError) throw new CartridgeFolderError(slug, error.message)
    throw error
  }
}

async function readPlainFile(slug: string, path: string): Promise<string> {
  const name = basename(path)
  try {
    // O_NONBLOCK: opening a pipe must not wait for somebody to write to it.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const { size } = await file.stat().then((stat) => {
        if (!stat.isFile()) throw new CartridgeFolderError(slug, `${name} is not a plain file`)
        return stat
      })
      if (size > limits.cartridgeSourceBytes)
        throw new CartridgeFolderError(
          slug,
          `${name} has ${size} bytes, at most ${limits.cartridgeSourceBytes} are allowed`,
        )
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof CartridgeFolderError) throw error
    const reason =
      (error as NodeJS.ErrnoException).code === 'ELOOP' ? 'is a link' : messageOf(error)
    throw new CartridgeFolderError(slug, `${name}: ${reason}`)
  }
}

export class CartridgeFolderError extends ZooidError {
  override readonly name = 'CartridgeFolderError'
  constructor(slug: string, reason: string) {
    super('cartridge.folder', `${slug.slice(0, 60)}: ${reason}`, {
      hint: 'a cartridge is a folder <slug>/ with cartridge.json, index.ts and test.ts',
      status: 400,
    })
  }
}
