import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSafetensors } from '@zooid/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { curveSvg } from '../src/curve-svg.ts'
import { duration } from '../src/figures.ts'
import { runCli } from './run-cli.ts'

let folder: string
const at = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-train-'))
  const line = (i: number) => `${i} plus ${i + 2} is ${i + i + 2}, and ${i} times 3 is ${i * 3}.`
  const sheets = Array.from({ length: 120 }, (_, i) =>
    [line(i), line(i + 1), line(i * 2)].join('\n'),
  )
  writeFileSync(at('sums.txt'), sheets.join('\n\n\n'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const small = ['--genome', 'seed', '--threads', '1', '--corpus']
const train = (out: string, ...flags: string[]) =>
  runCli('train', ...small, at('sums.txt'), '--out', at(out), ...flags)
const current = (out: string) => readFileSync(join(at(out), 'weights', 'current'), 'utf8').trim()

describe('zooid train', () => {
  let whole: { readonly [key: string]: unknown }
  beforeAll(async () => {
    const { code, out, err } = await train('whole', '--steps', '6', '--json')
    expect([code, err]).toEqual([0, expect.stringContaining('update 6:')])
    whole = JSON.parse(out)
  })

  test('lowers held-out loss and writes weights, vocabulary, curve and run', () => {
    const points = whole.points as { step: number; heldOutLoss: number }[]
    expect(points.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(points.at(-1)?.heldOutLoss).toBeLessThan((points[0]?.heldOutLoss ?? 0) - 0.1)
    expect(whole).toMatchObject({ finished: true, step: 6, totalSteps: 6, genome: 'seed' })
    expect(readdirSync(at('whole')).sort()).toEqual([
      'curve.json',
      'curve.svg',
      'run.json',
      'tokenizer.json',
      'weights',
    ])
    expect(readFileSync(at('whole/curve.svg'), 'utf8')).toMatch(
      /^<svg [\s\S]*polyline[\s\S]*<\/svg>\n$/,
    )
    expect(readdirSync(at('whole/weights')).sort()).toEqual(
      [`${current('whole')}.safetensors`, 'current'].sort(),
    )
  })

  test('tells model, n-gram field and both apart, and says what was copied', () => {
    const { blend, sample } = whole.field as {
      blend: { [name: string]: number }
      sample: { overlap: { share: number } }
    }
    expect(blend.ngramPerplexity).toBeLessThan(blend.modelPerplexity ?? 0)
    expect(blend.blendedPerplexity).toBeGreaterThan(1)
    expect(sample.overlap.share).toBeGreaterThanOrEqual(0)
  })

  test('gives the same bytes for the same seed, and others for another', async () => {
    await train('again', '--steps', '6')
    expect(current('again')).toBe(current('whole'))
    await train('other', '--steps', '6', '--seed', '2')
    expect(current('other')).not.toBe(current('whole'))
  })

  test('is stopped by Ctrl-C with everything saved, and resumed ends in the same bytes', async () => {
    const before = process.listenerCount('SIGINT')
    const running = train('stopped', '--steps', '10')
    // From here on the command writes through us, and hears of a Ctrl-C right after its fourth update.
    const write = process.stderr.write
    process.stderr.write = ((chunk: string) => {
      if (chunk.includes('update 4:')) process.emit('SIGINT')
      return write.call(process.stderr, chunk)
    }) as typeof write
    const { code, out } = await running
    expect(code).toBe(0)
    expect(out).toContain('stopped after 4 of 10 updates')
    expect(process.listenerCount('SIGINT')).toBe(before)
    // It goes on to the end it had planned; a run that was never stopped gets there, too.
    const run = JSON.parse(readFileSync(at('stopped/run.json'), 'utf8'))
    expect(run.totalSteps).toBe(10)
    const resumed = await runCli('train', '--out', at('stopped'), '--resume', '--threads', '1')
    expect(resumed.out).toContain('trained seed for 10 updates')
    await train('straight', '--steps', '10')
    expect(current('stopped')).toBe(current('straight'))
    const points = (name: string) =>
      JSON.parse(readFileSync(at(`${name}/curve.json`), 'utf8')).points.map(
        ({ step, heldOutLoss }: { step: number; heldOutLoss: number }) => [step, heldOutLoss],
      )
    expect(points('stopped')).toEqual(points('straight'))
  }, 120_000)

  test('keeps within the minutes it is given', async () => {
    const startedAt = performance.now()
    const { code } = await train('timed', '--minutes', '0.05')
    expect(code).toBe(0)
    // Three seconds of training; the rest is start, vocabulary and report.
    expect(performance.now() - startedAt).toBeLessThan(30_000)
  }, 60_000)

  test('says what is wrong before it starts', async () => {
    const refused = async (...argv: string[]) => {
      const { code, err } = await runCli('train', ...argv)
      return [code, err] as const
    }
    expect(await train('whole')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--resume'),
    })
    expect(await refused('--out', at('nothing'), '--resume')).toEqual([
      1,
      expect.stringContaining('no model'),
    ])
    expect(existsSync(at('nothing'))).toBe(false)
    expect(await refused('--minutes', 'soon')).toEqual([
      2,
      expect.stringContaining('--minutes soon'),
    ])
    expect(await refused('--minutes', '1', '--steps', '2')).toEqual([
      2,
      expect.stringContaining('exclude'),
    ])
    expect(await refused('--steps', '0')).toEqual([2, expect.stringContaining('--steps 0')])
    expect(await refused('--genome', 'giant', '--out', at('g'))).toEqual([
      2,
      expect.stringContaining('rungs:'),
    ])
    expect(await refused('--corpus', at('no'), '--out', at('g'))).toEqual([
      1,
      expect.stringContaining('cannot read a corpus'),
    ])
    writeFileSync(at('other.txt'), readFileSync(at('sums.txt'), 'utf8').replaceAll('plus', 'and'))
    expect(await refused('--corpus', at('other.txt'), '--out', at('whole'), '--resume')).toEqual([
      1,
      expect.stringContaining('not the text this run began with'),
    ])
  })
})

describe('zooid model', () => {
  beforeAll(async () => {
    if (!existsSync(at('whole'))) await train('whole', '--steps', '6')
  })

  test('inspect shows names, sizes and the loss', async () => {
    const facts = JSON.parse(
      (await runCli('model', 'inspect', at('whole'), '--json', '--tensors')).out,
    )
    expect(facts).toMatchObject({
      checkpoint: current('whole'),
      step: 6,
      seed: 1,
      resumable: true,
      ancestor: null,
    })
    expect(facts.tensors.length).toBeGreaterThan(20)
    const { out } = await runCli('model', 'inspect', at('whole'))
    expect(out).toContain(`${facts.parameters} parameters`)
    expect((await runCli('model', 'inspect', at('nowhere'))).err).toContain('there is no model')
    expect(existsSync(at('nowhere'))).toBe(false)
  })

  test('inspect refuses damaged weights', async () => {
    const file = join(at('other'), 'weights', `${current('other')}.safetensors`)
    const bytes = readFileSync(file)
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const { code, err } = await runCli('model', 'inspect', at('other'))
    expect([code, err]).toEqual([1, expect.stringContaining('damaged')])
  })

  test('grow asks for a reason, then keeps every word and can be trained on', async () => {
    const early = await runCli('model', 'grow', at('whole'), '--out', at('grown'))
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('too early to grow')])
    expect(existsSync(at('grown'))).toBe(false)
    const { out } = await runCli(
      'model',
      'grow',
      at('whole'),
      '--out',
      at('grown'),
      '--now',
      '--json',
    )
    const grown = JSON.parse(out)
    expect(grown.rung).toBe('sprout')
    expect(grown.change.logit).toBeLessThan(1e-5)
    expect(grown.change.loss).toBeLessThan(1e-6)
    const before = JSON.parse((await runCli('model', 'inspect', at('grown'), '--json')).out)
    expect(before).toMatchObject({ ancestor: `0x${current('whole')}`, step: 6, resumable: true })
    const trained = await runCli(
      'train',
      '--out',
      at('grown'),
      '--resume',
      '--steps',
      '3',
      '--threads',
      '1',
    )
    expect(trained.out).toContain('trained sprout for 9 updates')
  }, 60_000)

  test('a grown model takes more tokens in, and old ones keep their ids', async () => {
    // The sample corpus: our own small text runs out of pairs to merge.
    await runCli(
      'train',
      '--genome',
      'seed',
      '--threads',
      '1',
      '--steps',
      '2',
      '--out',
      at('narrow'),
    )
    await runCli('model', 'grow', at('narrow'), '--now', '--out', at('wide'))
    const flags = ['--resume', '--extend', '--steps', '1', '--json']
    const { code, out } = await runCli('train', '--out', at('wide'), ...flags)
    expect(code).toBe(0)
    // New tokens are silent until they are met, so text that is written with them costs a little at first.
    const [first, last] = [JSON.parse(out).points.at(-2), JSON.parse(out).points.at(-1)]
    expect(last.bitsPerByte).toBeLessThan(first.bitsPerByte + 0.5)
    const inspected = await runCli('model', 'inspect', at('wide'), '--json')
    expect(JSON.parse(inspected.out).tokenizer.size).toBe(1024 + 64)
    const diff = await runCli('model', 'diff', at('narrow'), at('wide'), '--json')
    expect(JSON.parse(diff.out).tokenizer).toBe('one nests in the other')
    expect((await runCli('train', '--extend')).code).toBe(2)
  }, 60_000)

  test('diff says who can be averaged with whom', async () => {
    const diff = async (a: string, b: string) =>
      JSON.parse((await runCli('model', 'diff', at(a), at(b), '--json')).out)
    const same = await diff('whole', 'again')
    expect(same).toMatchObject({ averageable: true, genome: 'equal', tokenizer: 'equal' })
    expect(same.tensors.every(({ relative }: { relative: number }) => relative === 0)).toBe(true)
    expect(await diff('whole', 'grown')).toMatchObject({
      averageable: true,
      genome: 'one nests in the other',
    })
    expect(await diff('whole', 'stopped')).toMatchObject({ averageable: false, related: false })
    expect((await runCli('model', 'diff', at('whole'), at('stopped'))).out).toContain(
      'cannot be averaged',
    )
  })

  test('export writes a file that safetensors readers open, and never over another', async () => {
    const file = at('out/whole.safetensors')
    const { code } = await runCli(
      'model',
      'export',
      at('whole'),
      '--to',
      file,
      '--precision',
      'bf16',
    )
    expect(code).toBe(0)
    const { tensors } = readSafetensors(new Uint8Array(readFileSync(file)))
    expect([...tensors.values()].every(({ dtype }) => dtype === 'BF16')).toBe(true)
    expect(existsSync(at('out/whole.tokenizer.json'))).toBe(true)
    const again = await runCli('model', 'export', at('whole'), '--to', file)
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('exists')])
    expect((await runCli('model', 'export', at('whole'), '--precision', 'f16')).code).toBe(2)
  })
})

test('a curve is drawn without script, whatever its title says', () => {
  const point = {
    step: 0,
    tokens: 0,
    seconds: 0,
    trainLoss: null,
    heldOutLoss: 6,
    bitsPerByte: 3,
    kindLoss: 1,
  }
  const svg = curveSvg([point, { ...point, step: 10, trainLoss: 5, heldOutLoss: 4.5 }], {
    title: '<script>alert(1)</script> & "more"',
    fieldLoss: 2,
  })
  expect(svg).not.toContain('<script')
  expect(svg).not.toContain('NaN')
  expect(svg.match(/<polyline/g)).toHaveLength(2)
  expect(curveSvg([point], { title: 'one', fieldLoss: null })).not.toContain('NaN')
})

test('durations read like speech', () => {
  expect([400, 61_000, 3_600_000 * 2 + 300_000].map(duration)).toEqual([
    '0 s',
    '1 min 1 s',
    '2 h 5 min',
  ])
})
