import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generatedCorpus } from '../../bin/build-corpus.ts'
import { learnTokenizer } from '../tokenizer/learn.ts'
import { special } from '../tokenizer/special.ts'
import { createTokenizer } from '../tokenizer/tokenizer.ts'
import { BatchOptionError, createBatches } from './batches.ts'
import { CorpusFileError, CorpusSizeError, createCorpus, isHeldOut } from './corpus.ts'
import { cutDocuments, maxDocumentBytes } from './document.ts'
import { CorpusPathError, corpusLimits, readCorpusFiles } from './read-files.ts'

const shipped = fileURLToPath(new URL('../../corpus', import.meta.url))
const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string, text: string) => ({ name, bytes: bytes(text) })
/** Enough documents that some are held out. */
const many = Array.from({ length: 60 }, (_, i) => `document number ${i} says ${i * i}`).join(
  '\n\n\n',
)

describe('the shipped corpus', () => {
  it('has the generated files just as the generator writes them', async () => {
    const files = await readCorpusFiles(shipped)
    const texts = new Map(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]))
    for (const [name, text] of generatedCorpus()) expect(texts.get(name)).toBe(text)
    const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(total).toBeGreaterThan(200_000)
    expect(total).toBeLessThan(400_000)
  })

  it('holds out about a tenth, of every kind', async () => {
    const corpus = createCorpus(await readCorpusFiles(shipped))
    const share = corpus.heldOut.length / (corpus.heldOut.length + corpus.training.length)
    expect(share).toBeGreaterThan(0.06)
    expect(share).toBeLessThan(0.14)
    expect([...new Set(corpus.heldOut.map(({ kind }) => kind))].sort()).toEqual(corpus.kinds)
  })
})

it('gives a vocabulary of 4,096 from the shipped corpus in seconds', async () => {
  const { training } = createCorpus(await readCorpusFiles(shipped))
  const startedAt = process.cpuUsage()
  const tokenizer = learnTokenizer(
    training.map(({ bytes }) => bytes),
    { vocab: 4096 },
  )
  expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(5)
  expect(tokenizer.size).toBe(4096)
})

describe('documents', () => {
  it('are cut at two blank lines, and long ones at paragraphs', () => {
    const long = Array.from({ length: 30 }, (_, i) => `paragraph ${i} ${'x'.repeat(300)}`)
    const cut = cutDocuments(
      `the first document\n\nits second paragraph\n\n\n\n${long.join('\n\n')}`,
      'k',
    )
    const texts = cut.map(({ bytes }) => new TextDecoder().decode(bytes))
    expect(texts[0]).toBe('the first document\n\nits second paragraph')
    expect(texts.slice(1).join('\n\n')).toBe(long.join('\n\n'))
    for (const { bytes } of cut) expect(bytes.length).toBeLessThanOrEqual(maxDocumentBytes)
  })

  it('keep every visible character of any text, in order, and stay valid UTF-8', () => {
    const unit = fc.constantFrom('a', ' ', '\n', 'é', '😀', '日本語', 'word '.repeat(300))
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (parts) => {
        const text = parts.join('')
        const cut = cutDocuments(`${text}\n\n\n${'z'.repeat(20)}`, 'k')
        for (const { bytes } of cut) {
          expect(bytes.length).toBeLessThanOrEqual(maxDocumentBytes)
          new TextDecoder('utf-8', { fatal: true }).decode(bytes)
        }
        const kept = cut.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')
        const visible = kept.replace(/\s/g, '')
        // Rests under 16 bytes may be left out; nothing may be added or moved.
        const all = [...`${text}${'z'.repeat(20)}`.replace(/\s/g, '')]
        let at = 0
        for (const char of visible) {
          while (at < all.length && all[at] !== char) at++
          expect(all[at++]).toBe(char)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('a corpus', () => {
  it('does not depend on the order of files, and has each document once', () => {
    const [a, b] = [file('a.txt', many), file('b.txt', `${many}\n\n\none more document here`)]
    const corpus = createCorpus([a, b])
    expect(createCorpus([b, a]).hash).toBe(corpus.hash)
    expect(corpus.training.length + corpus.heldOut.length).toBe(61)
    expect(createCorpus([a]).hash).not.toBe(corpus.hash)
  })

  it('never trains on what it holds out, even when other files are added', () => {
    const before = createCorpus([file('a.txt', many)])
    const after = createCorpus([file('a.txt', many), file('c.md', `${many}\n\n\nand another text`)])
    const held = new Set(before.heldOut.map(({ id }) => id))
    expect(held.size).toBeGreaterThan(0)
    for (const document of after.training) expect(held.has(document.id)).toBe(false)
    for (const document of after.heldOut) expect(isHeldOut(document)).toBe(true)
  })

  it('names kinds by file, or by ending where files are many', () => {
    expect(createCorpus([file('x/tales.txt', many)]).kinds).toEqual(['tales'])
    const files = Array.from({ length: 40 }, (_, i) =>
      file(`${i}.${i % 2 ? 'ts' : 'md'}`, many.replaceAll('says', `says ${i}`)),
    )
    expect(createCorpus(files).kinds).toEqual(['md', 'ts'])
  })

  it('refuses what is no text, and too little of it', () => {
    const broken = { name: 'x.txt', bytes: Uint8Array.of(0xc3, 0x28) }
    expect(() => createCorpus([broken])).toThrow(CorpusFileError)
    expect(() => createCorpus([file('x.txt', 'zero \0 byte')])).toThrow(CorpusFileError)
    expect(() => createCorpus([file('x.txt', 'only one document')])).toThrow(CorpusSizeError)
    expect(() => createCorpus([])).toThrow(CorpusSizeError)
  })
})

describe('reading files', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zooid-corpus-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('takes text files below a folder in a stable order, and nothing hidden, linked or binary', async () => {
    const root = join(folder, 'mixed')
    await mkdir(join(root, 'sub', 'node_modules'), { recursive: true })
    await writeFile(join(root, 'b.txt'), 'b')
    await writeFile(join(root, 'sub', 'a.ts'), 'a')
    await writeFile(join(root, 'sub', 'node_modules', 'c.ts'), 'c')
    await writeFile(join(root, '.hidden.txt'), 'h')
    await writeFile(join(root, 'picture.png'), 'p')
    await symlink('/etc/hostname', join(root, 'link.txt'))
    const files = await readCorpusFiles(root)
    expect(files.map(({ name }) => name)).toEqual(['b.txt', 'sub/a.ts'])
    expect((await readCorpusFiles(join(root, 'picture.png')))[0]?.name).toBe('picture.png')
  })

  it('says what is wrong with a path', async () => {
    await expect(readCorpusFiles(join(folder, 'nowhere'))).rejects.toThrow(CorpusPathError)
    await mkdir(join(folder, 'empty'))
    await expect(readCorpusFiles(join(folder, 'empty'))).rejects.toThrow('no text files')
    await expect(readCorpusFiles('/dev/null')).rejects.toThrow('neither a file nor a folder')
    const large = join(folder, 'large.txt')
    await writeFile(large, '')
    await truncate(large, corpusLimits.fileBytes + 1)
    await expect(readCorpusFiles(large)).rejects.toThrow('more than')
    let deep = join(folder, 'deep')
    for (let i = 0; i < 20; i++) deep = join(deep, 'd')
    await mkdir(deep, { recursive: true })
    await expect(readCorpusFiles(join(folder, 'deep'))).rejects.toThrow('folders deep')
  })
})

describe('batches', () => {
  const corpus = createCorpus([
    file('numbers.txt', many),
    file('words.md', many.replaceAll('number', 'item')),
  ])
  const tokenizer = learnTokenizer(
    corpus.training.map(({ bytes }) => bytes),
    { vocab: 600 },
  )
  const options = { batch: 3, sourceLength: 10, targetLength: 7, seed: 5 }
  const batches = createBatches(corpus, tokenizer, options)

  it('are the same for the same seed and number, in any order', () => {
    const again = createBatches(corpus, tokenizer, options)
    for (const i of [9, 0, 7, 3]) expect(again.training(i)).toEqual(batches.training(i))
    expect(again.heldOut).toEqual(batches.heldOut)
    const other = createBatches(corpus, tokenizer, { ...options, seed: 6 })
    expect(other.training(0)).not.toEqual(batches.training(0))
    expect(other.heldOut).toEqual(batches.heldOut)
  })

  it('continue a training document where the source ends', () => {
    const texts = corpus.training.map(({ bytes }) => new TextDecoder().decode(bytes))
    for (let i = 0; i < 7; i++) {
      const { task, source, target, next, labels } = batches.training(i)
      expect(task).toBe('solve')
      expect([...(labels ?? [])]).toEqual([-1, -1, -1])
      for (let row = 0; row < 3; row++) {
        const before = source.slice(row * 10, row * 10 + 10)
        const said = next.slice(row * 7, row * 7 + 7)
        const length = said.indexOf(0) < 0 ? 7 : said.indexOf(0)
        expect(before[0]).toBe(special.solve)
        expect(target[row * 7]).toBe(special.bos)
        expect(target.slice(row * 7 + 1, row * 7 + length)).toEqual(said.slice(0, length - 1))
        const joined = tokenizer.decode([...before, ...said])
        expect(texts.some((text) => text.includes(joined))).toBe(true)
        if (said[length - 1] === special.eos)
          expect(texts.some((text) => text.endsWith(joined))).toBe(true)
      }
    }
  })

  it('ask for the kind every eighth time', () => {
    const { task, source, next, labels, targetLength } = batches.training(7)
    expect(task).toBe('predict')
    for (const [row, label] of (labels ?? []).entries()) {
      expect(source[row * 10]).toBe(special.predict)
      const said = next.slice(row * targetLength, (row + 1) * targetLength)
      expect(tokenizer.decode(said)).toBe(corpus.kinds[label])
    }
  })

  it('ask for every held-out token once, and no other', () => {
    const wanted = corpus.heldOut.map(({ bytes }) => tokenizer.encode(bytes))
    const asked = batches.heldOut.flatMap(({ next }) => [...next]).filter((id) => id !== 0)
    expect(asked.filter((id) => id !== special.eos).sort()).toEqual(
      wanted.flatMap((ids) => [...ids]).sort(),
    )
    expect(batches.heldOutSize.tokens).toBe(asked.length)
    expect(batches.heldOutSize.bytes).toBe(
      corpus.heldOut.reduce((sum, { bytes }) => sum + bytes.length, 0),
    )
    const few = createBatches(corpus, tokenizer, { ...options, heldOut: 4 })
    expect(few.heldOut.map(({ batch }) => batch)).toEqual([3, 1])
    expect(batches.heldOutKinds.reduce((sum, { batch }) => sum + batch, 0)).toBe(
      corpus.heldOut.length,
    )
  })

  it('work with bytes alone, and refuse impossible shapes', () => {
    const plain = createBatches(corpus, createTokenizer([]), options)
    expect(Math.max(...plain.training(0).next)).toBeLessThan(272)
    for (const bad of [{ batch: 0 }, { sourceLength: 1 }, { targetLength: 2.5 }, { heldOut: -1 }])
      expect(() => createBatches(corpus, tokenizer, bad)).toThrow(BatchOptionError)
  })
})
