// Does another language read our checkpoints and mean the same network? Trains a rung a little, saves it
// with its moments, and lets Python's safetensors and numpy repeat one forward pass.
// `--python <path>` names an interpreter that has both (default python3); `--write` records the result.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type RungName, rungGenome } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import {
  createNetwork,
  createTrainer,
  encodeCheckpoint,
  nodeDisk,
  openCheckpointStore,
  type StoredTensor,
  writeSafetensors,
} from '../../packages/model/src/index.ts'
import { sampleBatches } from '../growth/corpus.ts'
import { printTable, type Row, writeResult } from '../perf/report.ts'

const { values } = parseArgs({
  options: { python: { type: 'string', default: 'python3' }, write: { type: 'boolean' } },
})
const script = fileURLToPath(new URL('forward.py', import.meta.url))
const tolerance = 1e-4
const batches = await sampleBatches({ vocab: 1024, seed: 1, batch: 4, length: 48 })
const probe = batches.training(3)
const kernel = await createKernel()
const folder = mkdtempSync(join(tmpdir(), 'zooid-safetensors-'))

async function check(rung: RungName, steps: number): Promise<Row> {
  const genome = rungGenome(rung)
  const network = createNetwork(kernel, genome, { seed: 1 })
  const trainer = createTrainer(network)
  for (let i = 0; i < steps; i++) trainer.step([batches.training(i)])
  const { weights, optimizer, random } = trainer.snapshot()
  const said = network.forward(probe)
  network.close()
  const nobody = `0x${'00'.repeat(32)}` as const
  const store = await openCheckpointStore(join(folder, rung), nodeDisk)
  const manifest = {
    genome,
    tokenizerHash: nobody,
    ancestorHash: null,
    dataHash: null,
    seed: 1,
    step: steps,
  }
  const hash = await store.save(
    encodeCheckpoint({ manifest, weights, training: { optimizer, random } }),
  )
  const { batch: B, sourceLength: S, targetLength: T } = probe
  const tensors: [string, number[], ArrayLike<number>][] = [
    ['source', [B, S], probe.source],
    ['target', [B, T], probe.target],
    ['text', [B, T, (said.text?.length ?? 0) / (B * T)], said.text ?? []],
    ['head', [B, (said.head?.length ?? 0) / B], said.head ?? []],
  ]
  const probePath = join(folder, `${rung}-probe.safetensors`)
  const stored = tensors.map(([name, shape, data]): [string, StoredTensor] => [
    name,
    { dtype: 'F32', shape, data: Float32Array.from(data) },
  ])
  writeFileSync(probePath, writeSafetensors({ tensors: new Map(stored), metadata: new Map() }))
  const checkpoint = join(folder, rung, `${hash}.safetensors`)
  const answer = execFileSync(values.python, [script, checkpoint, probePath], { encoding: 'utf8' })
  return { rung, steps, ...(JSON.parse(answer) as Row) }
}

const rows: Row[] = []
try {
  rows.push(await check('seed', 40), await check('sprout', 20))
} finally {
  rmSync(folder, { recursive: true, force: true })
  await kernel.close()
}
printTable(
  rows.map(({ genome_hash, ...row }) => ({ ...row, genome: String(genome_hash).slice(0, 12) })),
)
if (values.write) writeResult('safetensors', rows)
for (const { rung, text_difference, head_difference } of rows)
  if (!(Number(text_difference) < tolerance && Number(head_difference) < tolerance)) {
    console.error(`${rung}: numpy and our kernel differ by more than ${tolerance}`)
    process.exitCode = 1
  }
