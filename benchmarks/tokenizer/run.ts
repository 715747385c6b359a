// Does another library read our vocabulary as we do? Writes tokenizer.json and cases with our ids to a
// folder; check.py then opens both with the Python `tokenizers` library and compares every id.
//   npx tsx benchmarks/tokenizer/run.ts /tmp/tok && python benchmarks/tokenizer/check.py /tmp/tok
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { learnTokenizer, writeTokenizer } from '../../packages/model/src/index.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: run.ts <folder>')
const root = fileURLToPath(new URL('../..', import.meta.url))
const files = (under: string) =>
  readdirSync(join(root, under), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|md|txt)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
const corpus = files('packages/model/corpus')

const startedAt = performance.now()
const tokenizer = learnTokenizer(corpus, { vocab: 4096 })
const learnS = (performance.now() - startedAt) / 1000

const odd = [
  '',
  ' ',
  '\n\n  x\t\ty  \r\n',
  'naïve café 😀 日本語   x',
  '<|pad|> <|eos|> <|code_3|>',
  '1234567890 3.14 -7',
  'a'.repeat(5000),
  "it's (a).b[c]?.d ?? `e`",
  '\u0000\u0001\u007f\u0085\u00a0\u2028',
]
const texts = [
  ...odd,
  ...[...corpus, ...files('docs'), ...files('packages/kernel/src')].map(String),
]
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'tokenizer.json'), writeTokenizer(tokenizer))
writeFileSync(
  join(folder, 'cases.json'),
  JSON.stringify(texts.map((text) => ({ text, ids: [...tokenizer.encode(text)] }))),
)
const bytes = corpus.reduce((sum, file) => sum + file.length, 0)
const tokens = corpus.reduce((sum, file) => sum + tokenizer.encode(file).length, 0)
console.log(
  `${tokenizer.size} ids from ${bytes} bytes in ${learnS.toFixed(2)} s, ${(bytes / tokens).toFixed(2)} bytes a token; ${texts.length} cases`,
)
