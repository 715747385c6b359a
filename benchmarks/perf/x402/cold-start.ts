// How long a new sandbox takes until its first cartridge has answered: what a call waits after a worker
// was lost and no spare is warm. Thread, WebAssembly instance, prelude and compilation are all in it.
import { createSandbox } from '@zooid/sandbox'
import { median, type Row } from '../report.ts'

export async function measureColdStart(runs: number): Promise<Row> {
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const startedAt = performance.now()
    const sandbox = createSandbox({ workers: 1 })
    try {
      const result = await sandbox.run({
        code: 'export function handle() { return { body: 1 } }',
        codeId: 'cold',
        request: { method: 'GET', path: '/', query: {}, headers: {}, body: null, payment: null },
        granted: [],
        host: {},
        limits: { timeoutMs: 2000, outputBytes: 1024, logLines: 0 },
      })
      if (!result.ok) throw new Error(result.fault.message)
      times.push(performance.now() - startedAt)
    } finally {
      await sandbox.close()
    }
  }
  return {
    case: 'cold sandbox worker, until its first answer',
    'median ms': Number(median(times).toFixed(0)),
    target: '< 150',
    'best ms': Number(Math.min(...times).toFixed(0)),
    'worst ms': Number(Math.max(...times).toFixed(0)),
    runs,
  }
}
