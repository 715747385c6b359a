// Writes the generated part of the sample corpus: npx tsx packages/model/bin/build-corpus.ts
// colony.txt beside it is written by hand. A test compares the committed bytes with these.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createDraw, type Draw } from './corpus/draw.ts'
import { codeSample } from './corpus/functions.ts'
import { sheet } from './corpus/records.ts'
import { tale } from './corpus/tales.ts'

const kinds = {
  'functions.txt': { seed: 11, bytes: 85_000, write: codeSample },
  'records.txt': { seed: 12, bytes: 40_000, write: sheet },
  'tales.txt': { seed: 13, bytes: 105_000, write: tale },
} as const

/** File name -> text. Documents are two blank lines apart, and no two are equal. */
export function generatedCorpus(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(kinds).map(([name, { seed, bytes, write }]) => [name, fill(seed, bytes, write)]),
  )
}

function fill(seed: number, bytes: number, write: (draw: Draw) => string): string {
  const draw = createDraw(seed)
  const documents = new Set<string>()
  for (let length = 0; length < bytes; ) {
    const document = write(draw)
    if (documents.has(document)) continue
    documents.add(document)
    length += document.length + 3
  }
  return `${[...documents].join('\n\n\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../corpus/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of generatedCorpus()) writeFileSync(new URL(name, folder), text)
}
