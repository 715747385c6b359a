// First money on a devnet: from our own faucet when we run it, else from the queen's over HTTP.
// On public chains the operator funds the wallet; we say so and go on without.
import { type Clock, type Fetch, formatAmount, type Log, messageOf, ZooidError } from '@zooid/base'
import type { ChainReader, Faucet } from '@zooid/chain'

/** Enough gas for a few hundred settlements, in wei. */
const enoughGas = 10n ** 16n
const patienceMs = 60_000

export type FundingPorts = {
  readonly reader: ChainReader
  readonly faucet: Faucet | null
  /** Asked anew on every try: the queen may register while we wait. */
  readonly queenUrl: () => Promise<string | null>
  readonly fetch: Fetch
  readonly clock: Clock
  readonly log: Log
}

/** @throws FundingError when a devnet node cannot get gas within a minute */
export async function fundSelf(address: `0x${string}`, ports: FundingPorts): Promise<void> {
  const { reader, faucet, clock, log } = ports
  const deadline = clock.now() + patienceMs
  let lastProblem = ''
  while ((await reader.nativeBalanceOf(address)) < enoughGas) {
    if (!reader.profile.isDevnet) {
      const have = formatAmount(await reader.nativeBalanceOf(address), 18)
      log.warn(
        { address, have },
        'wallet has no gas: fund it, registration and settlement wait for it',
      )
      return
    }
    if (clock.now() > deadline) throw new FundingError(address, lastProblem)
    try {
      if (faucet) await faucet.drip(address)
      else await askQueen(address, ports)
    } catch (error) {
      lastProblem = messageOf(error)
      log.debug({ address, error: lastProblem }, 'no funds yet')
    }
    await clock.sleep(250)
  }
}

async function askQueen(address: string, ports: FundingPorts): Promise<void> {
  const queenUrl = await ports.queenUrl()
  if (!queenUrl)
    throw new ZooidError('funding.no_faucet', 'no faucet: neither our own nor a queen to ask')
  const response = await ports.fetch(`${queenUrl}/faucet`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address }),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok)
    throw new ZooidError('funding.refused', `${queenUrl}/faucet answered ${response.status}`)
}

export class FundingError extends ZooidError {
  override readonly name = 'FundingError'
  constructor(address: string, problem: string) {
    super(
      'funding.failed',
      `no gas for ${address} after a minute: ${problem || 'the balance stayed low'}`,
      {
        hint: 'set ZOOID_FAUCET=1 on one devnet node, and ZOOID_QUEEN_URL to it on the others',
        retryable: true,
      },
    )
  }
}
