// A corpus: unique documents, their kinds, and which of them are held out. A document's hash decides, so
// every node holds out the same text, whatever else it reads, and a copy of a held-out document cannot
// slip into training.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, parseHex, toHex, ZooidError } from '@zooid/base'
import { cutDocuments, type Document } from './document.ts'

export type CorpusFile = {
  /** Path inside the corpus, with `/`. */
  readonly name: string
  readonly bytes: Uint8Array
}

export type Corpus = {
  readonly training: readonly Document[]
  readonly heldOut: readonly Document[]
  /** Kinds in alphabetical order; a document's class is its place here. */
  readonly kinds: readonly string[]
  /** SHA-256 over all documents, in any order of files. */
  readonly hash: Hex
  readonly bytes: number
}

/** Documents of a hundred that are never trained on. */
export const heldOutPercent = 10
/** Outputs of the fast head in the genomes of the ladder. */
export const maxKinds = 16

/** @throws CorpusFileError when a file is no UTF-8 text, CorpusSizeError when there is too little */
export function createCorpus(files: readonly CorpusFile[]): Corpus {
  const kindOf = kindsBy(files)
  const documents = new Map<Hex, Document>()
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1)))
    for (const document of cutDocuments(textOf(file), kindOf(file.name)))
      if (!documents.has(document.id)) documents.set(document.id, document)
  const all = [...documents.values()]
  const heldOut = all.filter(isHeldOut)
  const training = all.filter((document) => !isHeldOut(document))
  if (heldOut.length === 0 || training.length === 0)
    throw new CorpusSizeError(all.length, heldOut.length)
  return {
    training,
    heldOut,
    kinds: [...new Set(all.map(({ kind }) => kind))].sort(),
    hash: hashOf(all),
    bytes: all.reduce((sum, { bytes }) => sum + bytes.length, 0),
  }
}

export function isHeldOut({ id }: Document): boolean {
  return Number.parseInt(id.slice(2, 10), 16) % 100 < heldOutPercent
}

function textOf({ name, bytes }: CorpusFile): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch (error) {
    throw new CorpusFileError(name, 'it is not UTF-8', error)
  }
  throw new CorpusFileError(name, 'it has a zero byte, as binary files do')
}

/** The file's own name while these are few, else its extension, else one kind for all. */
function kindsBy(files: readonly CorpusFile[]): (name: string) => string {
  const rules = [
    (name: string) => name.replace(/^.*\//, '').replace(/\.[^.]*$/, ''),
    (name: string) => /\.([^./]+)$/.exec(name)?.[1] ?? 'text',
  ]
  const few = rules.find((rule) => new Set(files.map(({ name }) => rule(name))).size <= maxKinds)
  return few ?? (() => 'text')
}

function hashOf(documents: readonly Document[]): Hex {
  const ids = documents.map(({ id }) => id).sort()
  const bytes = new Uint8Array(ids.length * 32)
  for (const [i, id] of ids.entries()) bytes.set(parseHex(id) ?? [], i * 32)
  return toHex(sha256(bytes))
}

/** A file that cannot be part of a corpus. */
export class CorpusFileError extends ZooidError {
  override readonly name = 'CorpusFileError'
  constructor(file: string, why: string, cause?: unknown) {
    super('corpus.file', `cannot learn from ${file}: ${why}`, {
      hint: 'a corpus is UTF-8 text: leave other files out',
      status: 422,
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

/** Too few documents to train on some and test on others. */
export class CorpusSizeError extends ZooidError {
  override readonly name = 'CorpusSizeError'
  constructor(documents: number, heldOut: number) {
    super('corpus.size', `of ${documents} documents ${heldOut} would be held out`, {
      hint: 'give more text; documents are two blank lines apart or up to 4 kB long',
      status: 422,
    })
  }
}
