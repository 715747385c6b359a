// The node's ERC-8004 agent: registered once, found again after restarts and lost receipts, registered
// anew on a chain that was reset, kept up to date when its URL or role changes. The chain is believed
// over the note: an id counts only while the registry says it is ours.
import {
  type Hex,
  type Log as LogPort,
  parseJson,
  sameAddress,
  silentLog,
  ZooidError,
} from '@zooid/base'
import type { ChainClient } from './client.ts'
import type { Receipt } from './client-find.ts'
import { addressTopic, type Log } from './client-logs.ts'
import { identityRegistry, metadataKeys, registryEvents } from './identity-registry.ts'
import { encodeAgentUri, type NodeProfile, registrationFile } from './registration.ts'
import type { NodeIdentity, Settler } from './types.ts'

/** Where the note about the identity is kept; node.db's settings fit. */
export type IdentitySettings = {
  readonly get: (key: string) => string | null | undefined | Promise<string | null | undefined>
  readonly set: (key: string, value: string) => void | Promise<void>
}

export type IdentityOptions = NodeProfile & {
  readonly reader: ChainClient
  /** Its address owns the agent. */
  readonly settler: Settler
  readonly settings: IdentitySettings
  readonly role: string
  readonly colonyId: string
  /** Called when the address has no gas before the first transaction (a faucet). */
  readonly fund?: () => Promise<void>
  readonly log?: LogPort
}

type Note = {
  readonly genesisHash: Hex
  readonly agentRegistry: string
  readonly agentId: string | null
  /** A registration that was sent and whose receipt nobody has seen yet. */
  readonly pendingTx: Hex | null
  readonly history: readonly {
    readonly genesisHash: Hex
    readonly agentRegistry: string
    readonly agentId: string
  }[]
}

const noteKey = 'chain.identity'
/** How far back an own registration is looked for on a public chain. */
const searchBlocks = 500_000n

/**
 * Makes sure this node is registered and described as it is now.
 * @throws IdentityError when a transaction fails or stays pending (then `retryable`)
 * @throws ChainUnavailableError when no RPC answers
 */
export async function ensureIdentity(options: IdentityOptions): Promise<NodeIdentity> {
  const { reader, settler, settings, log = silentLog } = options
  const registry = identityRegistry(reader)
  const { agentRegistry } = registry
  const genesisHash = await readGenesis(reader)
  let note = await readNote(settings)

  const isSameChain = note?.genesisHash === genesisHash && note.agentRegistry === agentRegistry
  if (!note || !isSameChain) {
    if (note?.agentId)
      log.warn(
        { was: note.agentId, agentRegistry },
        'the chain was reset or changed, registering anew',
      )
    note = { genesisHash, agentRegistry, agentId: null, pendingTx: null, history: withPast(note) }
    await writeNote(settings, note)
  }

  let agentId =
    note.agentId === null ? null : await keepOwned(registry, settler, BigInt(note.agentId))
  if (note.agentId !== null && agentId === null) {
    log.warn({ agentId: note.agentId }, 'the registry does not know this id as ours any more')
    note = { ...note, agentId: null, history: withPast(note) }
  }
  agentId ??=
    note.pendingTx === null ? null : await readRegisteredId(reader, settler, note.pendingTx)
  agentId ??= await findOwn(reader, settler, options.colonyId)
  if (agentId === null) {
    // Sent earlier and still waiting to be mined: a second one would make a second agent.
    if (note.pendingTx !== null && (await isWaiting(reader, note.pendingTx)))
      throw new IdentityError(`registration ${note.pendingTx} is not mined yet`, true)
    agentId = await register(options, note)
  }
  if (note.agentId !== agentId.toString() || note.pendingTx !== null)
    await writeNote(settings, { ...note, agentId: agentId.toString(), pendingTx: null })

  await updateDescription(options, agentId)
  return { address: settler.address, agentId, agentRegistry }
}

async function register(options: IdentityOptions, note: Note): Promise<bigint> {
  const { reader, settler, settings } = options
  const registry = identityRegistry(reader)
  await fundIfEmpty(options)
  const uri = encodeAgentUri(registrationFile(options))
  const data = registry.registerCall(uri, describe(options))
  const txHash = await sendOrThrow(settler, { to: registry.address, data }, (pendingTx) =>
    writeNote(settings, { ...note, pendingTx }),
  )
  const agentId = await readRegisteredId(reader, settler, txHash)
  if (agentId === null)
    throw new IdentityError(`${txHash} registered no agent at ${registry.address}`, false)
  return agentId
}

/** Brings URI and metadata to what they should say; sends nothing when they do. */
async function updateDescription(options: IdentityOptions, agentId: bigint): Promise<void> {
  const { reader, settler } = options
  const registry = identityRegistry(reader)
  const uri = encodeAgentUri(
    registrationFile(options, [{ agentId, agentRegistry: registry.agentRegistry }]),
  )
  const calls: Hex[] = []
  const wanted = Object.entries(describe(options))
  const [currentUri, ...current] = await Promise.all([
    registry.agentUri(agentId),
    ...wanted.map(([key]) => registry.metadata(agentId, key)),
  ])
  if (currentUri !== uri) calls.push(registry.setUriCall(agentId, uri))
  wanted.forEach(([key, value], i) => {
    if (current[i] !== value) calls.push(registry.setMetadataCall(agentId, key, value))
  })
  if (calls.length === 0) return
  await fundIfEmpty(options)
  await Promise.all(calls.map((data) => sendOrThrow(settler, { to: registry.address, data })))
}

function describe({ colonyId, role, publicUrl }: IdentityOptions): Record<string, string> {
  return {
    [metadataKeys.colony]: colonyId,
    [metadataKeys.role]: role,
    [metadataKeys.url]: publicUrl,
  }
}

async function fundIfEmpty({ reader, settler, fund }: IdentityOptions): Promise<void> {
  if (fund && (await reader.nativeBalanceOf(settler.address)) === 0n) await fund()
}

async function sendOrThrow(
  settler: Settler,
  call: { readonly to: `0x${string}`; readonly data: Hex },
  onBroadcast?: (txHash: Hex) => Promise<void>,
): Promise<Hex> {
  const outcome = await settler.send(call, onBroadcast)
  if (outcome.status === 'settled') return outcome.txHash
  if (outcome.status === 'pending')
    throw new IdentityError(`registration ${outcome.txHash} is not mined yet`, true)
  throw new IdentityError(`registration failed: ${outcome.message}`, false)
}

type Registry = ReturnType<typeof identityRegistry>

async function keepOwned(
  registry: Registry,
  settler: Settler,
  agentId: bigint,
): Promise<bigint | null> {
  const owner = await registry.ownerOf(agentId)
  return owner !== null && sameAddress(owner, settler.address) ? agentId : null
}

/** The id a transaction of ours registered, if it was mined and did. */
async function readRegisteredId(
  reader: ChainClient,
  settler: Settler,
  txHash: Hex,
): Promise<bigint | null> {
  const receipt = await reader.rpc.request<Receipt | null>('eth_getTransactionReceipt', [txHash])
  const registry = identityRegistry(reader)
  const event = receipt?.logs.find((log) => isOwnRegistration(log, registry, settler))
  return event?.topics[1] === undefined
    ? null
    : keepOwned(registry, settler, BigInt(event.topics[1]))
}

/** Does the transaction wait in the pool? */
async function isWaiting(reader: ChainClient, txHash: Hex): Promise<boolean> {
  const found = await reader.rpc.request<{ readonly blockHash?: unknown } | null>(
    'eth_getTransactionByHash',
    [txHash],
  )
  return found !== null && (found.blockHash ?? null) === null
}

function isOwnRegistration(log: Log, registry: Registry, settler: Settler): boolean {
  return (
    sameAddress(log.address, registry.address) &&
    log.topics[0] === registryEvents.registered &&
    log.topics[2]?.toLowerCase() === addressTopic(settler.address)
  )
}

/** An agent this address registered earlier and lost sight of: of this colony first, else the newest. */
async function findOwn(
  reader: ChainClient,
  settler: Settler,
  colonyId: string,
): Promise<bigint | null> {
  const registry = identityRegistry(reader)
  if ((await registry.countOf(settler.address)) === 0n) return null
  const head = BigInt(await reader.rpc.request<Hex>('eth_blockNumber'))
  const oldest = reader.profile.isDevnet || head < searchBlocks ? 0n : head - searchBlocks
  const events = await registry.logs(
    [registryEvents.registered, null, addressTopic(settler.address)],
    oldest,
    head,
  )
  let newest: bigint | null = null
  for (const { topics } of events.slice(0, 50)) {
    const agentId =
      topics[1] === undefined ? null : await keepOwned(registry, settler, BigInt(topics[1]))
    if (agentId === null) continue
    if ((await registry.metadata(agentId, metadataKeys.colony)) === colonyId) return agentId
    newest ??= agentId
  }
  return newest
}

async function readGenesis(reader: ChainClient): Promise<Hex> {
  const block = await reader.rpc.request<{ readonly hash?: unknown } | null>(
    'eth_getBlockByNumber',
    ['0x0', false],
  )
  if (typeof block?.hash !== 'string')
    throw new IdentityError('the chain shows no first block', true)
  return block.hash as Hex
}

function withPast(note: Note | null): Note['history'] {
  if (!note) return []
  const { genesisHash, agentRegistry, agentId, history } = note
  return agentId === null
    ? history
    : [...history, { genesisHash, agentRegistry, agentId }].slice(-20)
}

/** Null when there is none, or none that can be read: the registry then tells what is ours. */
async function readNote(settings: IdentitySettings): Promise<Note | null> {
  const text = await settings.get(noteKey)
  if (!text) return null
  const parsed = parseJson(text, { maxBytes: 64 * 1024, maxDepth: 8 })
  const note = parsed.ok ? (parsed.value as Partial<Note> | null) : null
  const isNote =
    typeof note?.genesisHash === 'string' &&
    typeof note.agentRegistry === 'string' &&
    (note.agentId === null || /^[0-9]{1,78}$/.test(String(note.agentId))) &&
    Array.isArray(note.history)
  return isNote ? ({ pendingTx: null, ...note } as Note) : null
}

async function writeNote(settings: IdentitySettings, note: Note): Promise<void> {
  await settings.set(noteKey, JSON.stringify(note))
}

export class IdentityError extends ZooidError {
  override readonly name = 'IdentityError'
  constructor(message: string, retryable: boolean) {
    super('chain.identity', message, {
      hint: 'the address needs gas on this chain, and the identity registry must be deployed there',
      status: 503,
      retryable,
    })
  }
}
