import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseProblem } from './problem.ts'
import { readProblems } from './problem-folder.ts'

const good = {
  slug: 'sum',
  title: 'Sum',
  tier: 1,
  tags: ['math'],
  statement: ['Add', 'numbers.'],
  signature: 'export function sum(a: number, b: number): number',
}
const parse = (json: unknown, extra = {}) =>
  parseProblem({
    folder: 't1/sum',
    json: typeof json === 'string' ? json : JSON.stringify(json),
    tests: '',
    starter: null,
    ...extra,
  })

test('a problem is read field by field, lines joined', () => {
  expect(parse(good)).toMatchObject({ ...good, statement: 'Add\nnumbers.', starter: null })
})

test('the hash follows what a verdict depends on, and nothing else', () => {
  const { hash } = parse(good)
  expect(parse({ ...good, title: 'Other', statement: 'Other', tags: [] }).hash).toBe(hash)
  expect(parse({ ...good, signature: 'export function sum(): number' }).hash).not.toBe(hash)
  expect(parse(good, { tests: 'x' }).hash).not.toBe(hash)
  expect(parse({ ...good, forbids: [] }).hash).toBe(hash)
  expect(parse({ ...good, forbids: ['BigInt'] }).hash).not.toBe(hash)
})

test.each([
  ['{', /problem.json: make it valid JSON/],
  ['[]', /problem.json: write one JSON object/],
  [{ ...good, slug: 'Sum' }, /problem.json: slug: use a-z/],
  [{ ...good, slug: 'add' }, /problem.json: slug: use the folder's name/],
  [{ ...good, tier: 7 }, /problem.json: tier: write a number from 1 to 6/],
  [{ ...good, tier: 2 }, /problem.json: tier: write the number of the folder/],
  [{ ...good, tags: ['A B'] }, /problem.json: tags: write an array/],
  [{ ...good, title: '' }, /problem.json: title: write one line/],
  [{ ...good, statement: '' }, /problem.json: statement: it must not be empty/],
  [{ ...good, statement: [1] }, /problem.json: statement: write a string or an array/],
  [{ ...good, signature: undefined }, /problem.json: signature: write a string/],
  [{ ...good, forbids: ['Math'] }, /problem.json: forbids: write an array of RegExp or BigInt/],
  [{ ...good, split: 'dev' }, /problem.json: split: remove it/],
])('%j names the file, the field and the fix', (json, message) => {
  expect(() => parse(json)).toThrow(message)
})

test('a folder without its files and two folders with one slug are named', () => {
  const root = mkdtempSync(join(tmpdir(), 'zooid-problems-'))
  const write = (folder: string, files: Record<string, string>) => {
    mkdirSync(join(root, folder), { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text)
  }
  try {
    write('t1/sum', { 'problem.json': JSON.stringify(good) })
    expect(() => readProblems(root)).toThrow('t1/sum/tests.ts: add this file')
    write('t1/sum', { 'tests.ts': '' })
    expect(readProblems(root).map(({ slug }) => slug)).toEqual(['sum'])
    write('t2/sum', { 'problem.json': JSON.stringify({ ...good, tier: 2 }), 'tests.ts': '' })
    expect(() => readProblems(root)).toThrow('t2/sum/starter.ts: add the broken function')
    write('t2/sum', { 'starter.ts': '' })
    expect(() => readProblems(root)).toThrow('t1/sum has the same slug')
  } finally {
    rmSync(root, { recursive: true })
  }
})
