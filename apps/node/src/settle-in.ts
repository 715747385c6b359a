// Getting a footing on the chain: gas, the truth about payments that were open when the last process
// ended, and an identity. All of it is safe to repeat. On a public chain the identity may come late (an
// empty wallet, a slow chain): the node sells meanwhile and this keeps trying.
import { formatAmount, type Json, messageOf, ZooidError } from '@zooid/base'
import {
  type ChainClient,
  ensureIdentity,
  type Faucet,
  type NodeIdentity,
  registrationFile,
  type Settler,
  type Wallet,
} from '@zooid/chain'
import type { Payments } from '@zooid/ledger'
import type { Store } from '@zooid/store'
import { findQueenUrl } from './colony-side.ts'
import type { Config } from './config.ts'
import { fundSelf } from './funding.ts'
import type { NodePorts } from './node-ports.ts'
import type { Opened } from './opened.ts'

type Parts = {
  readonly reader: ChainClient
  readonly settler: Settler
  readonly wallet: Wallet
  readonly faucet: Faucet | null
  readonly payments: Payments
  readonly store: Store
}

/** On a public chain a start waits this long for the identity, then goes on without. */
const patienceMs = 5_000
const firstPauseMs = 2_000
const longestPauseMs = 60_000

/**
 * @returns the identity as it is now: null until the chain knows us, which only a public chain may take
 * its time for
 * @throws FundingError, IdentityError on a devnet
 */
export async function settleIn(
  config: Config,
  publicUrl: string,
  parts: Parts,
  ports: NodePorts,
  opened: Opened,
): Promise<() => NodeIdentity | null> {
  const { reader, wallet, faucet, payments } = parts
  const { clock, log } = ports
  const queenUrl = () => findQueenUrl(config, reader)
  await fundSelf(wallet.address, { reader, faucet, queenUrl, ...ports })
  const reconciled = await payments.reconcile()
  if (reconciled.checked > 0) log.info(reconciled, 'open payments were reconciled with the chain')

  const register = registration(config, publicUrl, parts, ports)
  if (reader.profile.isDevnet) {
    const identity = await register()
    return () => identity
  }
  let current: NodeIdentity | null = null
  const closing = new AbortController()
  // Not waited for: a transaction may be on its way, and closing the settle queue ends it.
  opened.add('registration', () => closing.abort())
  let onTried = () => {}
  const tried = new Promise<void>((resolve) => {
    onTried = resolve
  })
  void keepTrying()
  await Promise.race([tried, clock.sleep(patienceMs, closing.signal)])
  return () => current

  async function keepTrying(): Promise<void> {
    let lastProblem = ''
    for (let pauseMs = firstPauseMs; !closing.signal.aborted; pauseMs = nextPause(pauseMs)) {
      try {
        current = await register()
        onTried()
        if (lastProblem) log.info({ agentId: String(current.agentId) }, 'registered on chain')
        return
      } catch (error) {
        if (closing.signal.aborted) return
        const problem = messageOf(error)
        const level = problem === lastProblem ? 'debug' : 'warn'
        log[level]({ error: problem }, 'not registered yet, the node sells meanwhile')
        lastProblem = problem
        onTried()
        await clock.sleep(pauseMs, closing.signal)
      }
    }
  }
}

const nextPause = (pauseMs: number) => Math.min(pauseMs * 2, longestPauseMs)

/** One try; may be repeated. Tells of it by an event when something was registered or changed. */
function registration(
  config: Config,
  publicUrl: string,
  { reader, settler, store, wallet }: Parts,
  { log }: NodePorts,
): () => Promise<NodeIdentity> {
  // Across tries: one that times out may have sent what the next one finds done.
  let isNews = false
  return async () => {
    const identity = await ensureIdentity({
      reader,
      settler: {
        ...settler,
        send: (call, onBroadcast) => {
          isNews = true
          return settler.send(call, onBroadcast)
        },
      },
      settings: {
        get: (key) => store.settings.get(key) as string | undefined,
        set: (key, value) => {
          isNews = true
          store.settings.set(key, value)
        },
      },
      ...describe(config, publicUrl),
      role: config.role,
      colonyId: config.colonyId,
      // Without gas nothing is even tried: it would only wait in the settle queue.
      fund: async () => {
        throw new NoGasError(wallet.address, await reader.nativeBalanceOf(wallet.address))
      },
      log,
    })
    const { agentId, agentRegistry } = identity
    if (isNews) store.events.append('node.registered', { agentId: String(agentId), agentRegistry })
    isNews = false
    return identity
  }
}

/** What `/.well-known/agent-registration.json` answers. */
export function registrationOf(
  config: Config,
  publicUrl: string,
  identity: NodeIdentity | null,
): Json {
  return registrationFile(describe(config, publicUrl), identity === null ? [] : [identity])
}

function describe(config: Config, publicUrl: string) {
  return {
    name: config.name,
    description: `A ${config.role} of colony ${config.colonyId} that sells small functions over x402`,
    publicUrl,
  }
}

export class NoGasError extends ZooidError {
  override readonly name = 'NoGasError'
  constructor(address: string, have: bigint) {
    super('identity.no_gas', `the wallet ${address} has ${formatAmount(have, 18)} for gas`, {
      hint: 'send it some of the native coin of this chain; registration then goes on by itself',
      retryable: true,
    })
  }
}
