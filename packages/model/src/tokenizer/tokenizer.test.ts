import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTokenizer, TokenizerFormatError, writeTokenizer } from './hugging-face.ts'
import { extendTokenizer, learnTokenizer, VocabSizeError } from './learn.ts'
import { firstMerge, maxVocab, specialName, taskToken } from './special.ts'
import { splitPattern, splitPieces } from './split.ts'
import { createTokenizer, hasSamePrefix, MergeError, TokenIdError } from './tokenizer.ts'

const read = (path: string) => new Uint8Array(readFileSync(new URL(path, import.meta.url)))
/** Our own sources: prose and code. */
const texts = ['./tokenizer.ts', './learn.ts', './merge.ts', '../../../../README.md'].map(read)
const learnt = learnTokenizer(texts, { vocab: 1000 })
const bytes = (text: string) => new TextEncoder().encode(text)
const anyBytes = fc.uint8Array({ maxLength: 200 })
const textual = fc.string({ unit: fc.constantFrom(...'ab1 9\n\t_-.(é€😀'), maxLength: 60 })

describe('splitting', () => {
  it('cuts text as the published regular expression does', () => {
    const pattern = new RegExp(splitPattern, 'gu')
    fc.assert(
      fc.property(textual, (text) => {
        const pieces: string[] = []
        const all = bytes(text)
        splitPieces(all, (start, end) =>
          pieces.push(new TextDecoder().decode(all.slice(start, end))),
        )
        expect(pieces).toEqual(text.match(pattern) ?? [])
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves no gap in any bytes', () => {
    fc.assert(
      fc.property(anyBytes, (all) => {
        let at = 0
        splitPieces(all, (start, end) => {
          expect(start).toBe(at)
          expect(end).toBeGreaterThan(start)
          at = end
        })
        expect(at).toBe(all.length)
      }),
    )
  })
})

describe('encoding', () => {
  it('gives back any bytes exactly', () => {
    fc.assert(
      fc.property(anyBytes, (all) => {
        expect(learnt.decodeBytes(learnt.encode(all))).toEqual(all)
      }),
    )
    for (const text of texts) expect(learnt.decodeBytes(learnt.encode(text))).toEqual(text)
  })

  it('never makes a control or structural token of text, whatever it spells', () => {
    const names = [0, 1, 2, 7, 15, 272, 511].map((id) => specialName(id) ?? '')
    const ids = learnt.encode(names.join(' '))
    for (const id of ids) expect(specialName(id)).toBeUndefined()
    expect(learnt.decode(ids)).toBe(names.join(' '))
    expect(learnt.decode([1, ...learnt.encode('hello'), 2, 300])).toBe('hello')
  })

  it('joins long pieces as it joins short ones', () => {
    // Long pieces take another road; a word inside one must come out alike.
    const slow = (word: string, times: number) => {
      const ids = [...learnt.encode(word.repeat(times))]
      expect(learnt.decode(ids)).toBe(word.repeat(times))
      return ids
    }
    const naive = (text: string) => {
      let ids = Array.from(bytes(text), (byte) => 16 + byte)
      for (const [rank, [left, right]] of learnt.merges.entries()) {
        const joined: number[] = []
        for (let i = 0; i < ids.length; i++)
          if (ids[i] === left && ids[i + 1] === right) {
            joined.push(firstMerge + rank)
            i++
          } else joined.push(ids[i] as number)
        ids = joined
      }
      return ids
    }
    for (const word of ['return', 'tokenizer', 'aa', 'number', 'e'])
      for (const times of [1, 3, 9, 20, 77])
        expect(slow(word, times)).toEqual(naive(word.repeat(times)))
  })

  it('takes a megabyte of one letter in its stride', () => {
    const startedAt = process.cpuUsage()
    const all = new Uint8Array(1_000_000).fill(0x65)
    expect(learnt.decodeBytes(learnt.encode(all)).length).toBe(all.length)
    const { user } = process.cpuUsage(startedAt)
    expect(user / 1e6).toBeLessThan(10)
  })

  it('needs fewer tokens than bytes on what it has learnt', () => {
    const total = texts.reduce((sum, text) => sum + text.length, 0)
    const tokens = texts.reduce((sum, text) => sum + learnt.encode(text).length, 0)
    expect(total / tokens).toBeGreaterThan(2.5)
  })

  it('refuses ids it does not have', () => {
    for (const id of [learnt.size, -1, 1.5, Number.NaN])
      expect(() => learnt.decode([id])).toThrow(TokenIdError)
  })
})

describe('learning', () => {
  it('gives the same merges for the same text in any order', () => {
    const again = learnTokenizer([...texts].reverse(), { vocab: 1000 })
    expect(again.hash).toBe(learnt.hash)
    expect(again.merges).toEqual(learnt.merges)
  })

  it('breaks ties by the lower left id, then the lower right one', () => {
    const { merges } = learnTokenizer([bytes('zb-zb-za-za-ya-ya')], { vocab: 515 })
    expect(merges.slice(0, 3)).toEqual([
      [16 + 0x79, 16 + 0x61],
      [16 + 0x7a, 16 + 0x61],
      [16 + 0x7a, 16 + 0x62],
    ])
  })

  it('counts pairs as a recount after every merge would', () => {
    const text = texts[2] as Uint8Array
    const fast = learnTokenizer([text], { vocab: 600 })
    const words: number[][] = []
    splitPieces(text, (start, end) => words.push(Array.from(text.slice(start, end), (b) => 16 + b)))
    for (const [rank, merge] of fast.merges.entries()) {
      const counts = new Map<string, number>()
      for (const ids of words)
        for (let i = 0; i + 1 < ids.length; i++) {
          const key = `${ids[i]},${ids[i + 1]}`
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      expect(counts.get(merge.join())).toBe(Math.max(...counts.values()))
      for (const ids of words)
        for (let i = 0; i + 1 < ids.length; i++)
          if (ids[i] === merge[0] && ids[i + 1] === merge[1]) ids.splice(i, 2, firstMerge + rank)
    }
  })

  it('stops when no pair repeats', () => {
    expect(learnTokenizer([bytes('abcdefg')], { vocab: maxVocab }).size).toBe(firstMerge)
    expect(learnTokenizer([], { vocab: 4096 }).size).toBe(firstMerge)
  })

  it('refuses impossible sizes', () => {
    for (const vocab of [511, 8193, 1000.5, Number.NaN])
      expect(() => learnTokenizer(texts, { vocab })).toThrow(VocabSizeError)
    expect(() => extendTokenizer(learnt, texts, 65)).toThrow(VocabSizeError)
  })
})

describe('extension', () => {
  const extended = extendTokenizer(learnt, texts)

  it('only appends, as if it had been learnt in one go', () => {
    expect(extended.merges.slice(0, learnt.merges.length)).toEqual(learnt.merges)
    expect(extended.merges).toEqual(learnTokenizer(texts, { vocab: 1064 }).merges)
    expect(hasSamePrefix(learnt, extended)).toBe(true)
    expect(hasSamePrefix(extended, learnTokenizer(texts.slice(1), { vocab: 800 }))).toBe(false)
    expect(extended.hash).not.toBe(learnt.hash)
  })

  it('writes text as before, but for joined neighbours', () => {
    const unjoin = (id: number): number[] => {
      const merge = id < learnt.size ? undefined : extended.merges[id - firstMerge]
      return merge === undefined ? [id] : merge.flatMap(unjoin)
    }
    const check = (text: string | Uint8Array) => {
      expect([...extended.encode(text)].flatMap(unjoin)).toEqual([...learnt.encode(text)])
    }
    for (const text of texts) check(text)
    fc.assert(fc.property(textual, check))
  })

  it('keeps the ids of old text under the old prefix', () => {
    const prefix = createTokenizer(extended.merges.slice(0, learnt.merges.length))
    expect(prefix.hash).toBe(learnt.hash)
    for (const text of texts) expect(prefix.encode(text)).toEqual(learnt.encode(text))
  })

  it('does not grow past the largest vocabulary', () => {
    const merges = Array.from({ length: maxVocab - firstMerge + 1 }, () => [16, 17] as const)
    expect(() => createTokenizer(merges)).toThrow(MergeError)
  })
})

describe('tokenizer.json', () => {
  const text = writeTokenizer(learnt)

  it('reads back what it wrote, spaced and ordered as one likes', () => {
    expect(parseTokenizer(text).merges).toEqual(learnt.merges)
    expect(parseTokenizer(JSON.stringify(JSON.parse(text), null, 2)).hash).toBe(learnt.hash)
  })

  it('refuses every other file with a typed error', () => {
    const edited = (edit: (value: ReturnType<typeof JSON.parse>) => void) => {
      const value = JSON.parse(text)
      edit(value)
      return JSON.stringify(value)
    }
    const files = [
      '',
      '[]',
      'null',
      '{"model":{}}',
      '{"model":{"merges":[["a","b"]]}}',
      '['.repeat(1_000_000),
      edited((file) => file.model.merges.push(['zz', 'qq'])),
      edited((file) => file.model.merges.push([1, 2])),
      edited((file) => file.model.merges.push(file.model.merges[0])),
      edited((file) => file.model.merges.reverse()),
      edited((file) => {
        file.model.vocab.e = 4000
      }),
      edited((file) => {
        file.model.dropout = 0.1
      }),
      edited((file) => {
        file.normalizer = { type: 'NFC' }
      }),
      edited((file) => file.added_tokens.pop()),
      edited((file) => {
        file.extra = 1
      }),
    ]
    for (const file of files) expect(() => parseTokenizer(file)).toThrow(TokenizerFormatError)
  })

  it('answers random edits of its bytes with a vocabulary or a typed error', () => {
    const small = writeTokenizer(learnTokenizer(texts.slice(0, 1), { vocab: 540 }))
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        try {
          parseTokenizer(small.slice(0, at) + put + small.slice(at + put.length))
        } catch (error) {
          expect(error).toBeInstanceOf(TokenizerFormatError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

it('names its fixed ids', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(specialName)).toEqual([
    '<|pad|>',
    '<|bos|>',
    '<|eos|>',
    '<|sep|>',
    '<|solve|>',
    '<|plan|>',
    '<|predict|>',
    '<|rate|>',
    '<|free_8|>',
  ])
  expect(taskToken('rate')).toBe(7)
})
