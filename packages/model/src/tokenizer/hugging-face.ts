// A vocabulary as a Hugging Face `tokenizer.json`, which the Python and Rust `tokenizers` libraries open.
// Reading is strict: only a file that says exactly what we would have written is taken, so a file cannot
// carry rules that we would silently ignore.
import { canonicalJson, type Json, parseJson, ZooidError } from '@zooid/base'
import type { Merge } from './merge.ts'
import { firstByte, firstMerge, firstStructural, maxVocab, specialName } from './special.ts'
import { splitPattern } from './split.ts'
import { createTokenizer, MergeError, type Tokenizer } from './tokenizer.ts'

/** Text of `tokenizer.json`. */
export function writeTokenizer(tokenizer: Tokenizer): string {
  return `${JSON.stringify(documentOf(tokenizer))}\n`
}

/** @throws TokenizerFormatError */
export function parseTokenizer(text: string): Tokenizer {
  const parsed = parseJson(text, { maxBytes: 4 * 1024 * 1024, maxDepth: 16 })
  if (!parsed.ok) throw new TokenizerFormatError(parsed.reason)
  const merges = member(member(parsed.value, 'model'), 'merges')
  if (!Array.isArray(merges)) throw new TokenizerFormatError('model.merges is no list')
  if (merges.length > maxVocab - firstMerge)
    throw new TokenizerFormatError(`more than ${maxVocab - firstMerge} merges`)
  const tokenizer = readMerges(merges)
  // Everything else in the file follows from the merges; canonical text hides only spacing and key order.
  if (canonicalJson(documentOf(tokenizer)) !== canonicalJson(parsed.value))
    throw new TokenizerFormatError('it has rules or tokens that do not follow from its merges')
  return tokenizer
}

function readMerges(merges: readonly Json[]): Tokenizer {
  const ids = new Map<string, number>(
    Array.from({ length: 256 }, (_, byte) => [alphabet[byte] ?? '', firstByte + byte]),
  )
  const pairs = merges.map((merge, rank): Merge => {
    const [left, right] = Array.isArray(merge) && merge.length === 2 ? merge : []
    const [a, b] = [ids.get(String(left)), ids.get(String(right))]
    if (typeof left !== 'string' || typeof right !== 'string' || a === undefined || b === undefined)
      throw new TokenizerFormatError(`merge ${rank} does not join two tokens`)
    ids.set(left + right, firstMerge + rank)
    return [a, b]
  })
  try {
    return createTokenizer(pairs)
  } catch (error) {
    if (!(error instanceof MergeError)) throw error
    throw new TokenizerFormatError(error.message, error)
  }
}

function documentOf(tokenizer: Tokenizer): Json {
  const ids = Array.from({ length: tokenizer.size }, (_, id) => id)
  const spelling = (id: number) => specialName(id) ?? spell(tokenizer.bytesOf(id))
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false }
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ids
      .filter((id) => id < firstByte || (id >= firstStructural && id < firstMerge))
      .map((id) => ({
        id,
        content: spelling(id),
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: splitPattern }, behavior: 'Isolated', invert: false },
        { ...byteLevel, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: { ...byteLevel, use_regex: false },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(ids.map((id) => [spelling(id), id])),
      merges: tokenizer.merges.map(([left, right]) => [spelling(left), spelling(right)]),
    },
  }
}

/** One printable character per byte: itself where it is one, else a stand-in from U+0100 on. */
const alphabet: readonly string[] = (() => {
  let standIn = 0x100
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte < 0xad) || byte > 0xad
    return String.fromCharCode(isPrintable ? byte : standIn++)
  })
})()

function spell(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte]).join('')
}

function member(value: Json | undefined, name: string): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined
}

/** A `tokenizer.json` that is not one of ours. */
export class TokenizerFormatError extends ZooidError {
  override readonly name = 'TokenizerFormatError'
  constructor(why: string, cause?: unknown) {
    super('tokenizer.format', `not a tokenizer of this colony: ${why}`, {
      hint: 'tokenizer.json is written by zooid train; do not edit it',
      status: 422,
      ...(cause === undefined ? {} : { cause }),
    })
  }
}
