// What the Zooid server sells in this benchmark: one slug, behind it either an empty handler (as much
// work as the peer's) or a small real cartridge, judged and run in the sandbox like any other.
import { formatAmount, type Log } from '@zooid/base'
import { type CallResult, createShelf, describeRefusal, type Shelf } from '@zooid/cartridge'
import type { Asset } from '@zooid/chain'
import { createJudge } from '@zooid/judge'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import type { Store } from '@zooid/store'
import type { ServerJob } from './job.ts'

export const slug = 'paid'

export type BenchShelf = {
  readonly shelf: Shelf
  readonly sandbox: Sandbox
  readonly close: () => Promise<void>
}

export async function openBenchShelf(
  { handler, amount }: Pick<ServerJob, 'handler' | 'amount'>,
  asset: Pick<Asset, 'decimals'>,
  store: Store,
  log: Log,
): Promise<BenchShelf> {
  const sandbox = createSandbox({ log })
  const judge = createJudge({ sandbox, log })
  const close = async () => {
    await judge.close()
    await sandbox.close()
  }
  const shelf = createShelf({ store, sandbox, judge, log })
  const published = await shelf.publish({
    manifest: {
      slug,
      title: 'Benchmark',
      description: 'an empty paid handler',
      version: '1.0.0',
      price: `$${formatAmount(BigInt(amount), asset.decimals)}`,
      input: {},
      output: {},
      examples: [{ title: 'the only one', request: {} }],
    },
    index: 'export function handle(): Response {\n  return { body: { ok: true } }\n}\n',
    test: `test('answers', async () => {\n  equal((await request({})).body, { ok: true })\n})\n`,
  })
  if (!published.ok) throw new Error(describeRefusal(published))
  return {
    shelf: handler === 'cartridge' ? shelf : { ...shelf, call: emptyHandler },
    sandbox,
    close,
  }
}

const answer: CallResult = {
  ok: true,
  response: { status: 200, headers: {}, body: { ok: true } },
  usage: { wallMs: 0, workerReplaced: false },
}
const emptyHandler = async () => answer
