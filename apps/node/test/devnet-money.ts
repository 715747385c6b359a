// What tests need of a devnet besides a node: raw JSON-RPC, dollars for new payers, balances, and the
// transfers that really happened. Written without the chain package, so that it can contradict it.
import type { Address, Hex } from '@zooid/base'
import type { PaymentSigner } from '@zooid/x402'

export const asset: Address = '0x5a5553440000000000000000000000005a555344'
const topics = {
  transfer: '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
  authorizationUsed: '0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5',
}
/** An unlocked account of anvil's with a million dollars. */
const bank: Address = '0xa0Ee7A142d267C1f36714E4a8F75612F20a79720'

export type Log = {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly transactionHash: Hex
}

export type TransactionReceipt = {
  readonly status: Hex
  readonly logs: readonly Log[]
  readonly blockNumber: Hex
}

export type Rpc = <T = unknown>(method: string, params?: readonly unknown[]) => Promise<T>

export function rpcOf(url: string): Rpc {
  return async <T>(method: string, params: readonly unknown[] = []) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const { result, error } = (await response.json()) as { result?: T; error?: unknown }
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`)
    return result as T
  }
}

const word = (value: bigint | Address) =>
  (typeof value === 'bigint' ? value.toString(16) : value.slice(2).toLowerCase()).padStart(64, '0')

export const transferData = (to: Address, amount: bigint): Hex =>
  `0xa9059cbb${word(to)}${word(amount)}`

export async function dollarsOf(rpc: Rpc, owner: Address): Promise<bigint> {
  return BigInt(
    await rpc<Hex>('eth_call', [{ to: asset, data: `0x70a08231${word(owner)}` }, 'latest']),
  )
}

/** Sends `amount` atomic dollars from an account anvil holds the key of (or is told to act for). */
export async function sendDollars(
  rpc: Rpc,
  to: Address,
  amount: bigint,
  from: Address = bank,
): Promise<void> {
  await sendCall(rpc, from, asset, transferData(to, amount))
}

let lastSent: Promise<unknown> = Promise.resolve()

export async function sendCall(rpc: Rpc, from: Address, to: Address, data: Hex): Promise<Hex> {
  await rpc('anvil_impersonateAccount', [from])
  await rpc('anvil_setBalance', [from, '0x56bc75e2d63100000'])
  // anvil counts nonces when a request comes in, so two at once from the bank would share one.
  const sent = lastSent.then(() =>
    rpc<Hex>('eth_sendTransaction', [{ from, to, data, gas: '0x7a120' }]),
  )
  lastSent = sent.catch(() => undefined)
  const hash = await sent
  if (from !== bank) await rpc('anvil_stopImpersonatingAccount', [from])
  return hash
}

/** Several payers at once, each with `amount` atomic dollars. */
export async function fund(rpc: Rpc, payers: readonly Address[], amount: bigint): Promise<void> {
  for (const payer of payers) await sendDollars(rpc, payer, amount)
}

export async function isUsed(rpc: Rpc, from: Address, nonce: Hex): Promise<boolean> {
  const data = `0xe94a0102${word(from)}${nonce.slice(2)}`
  return BigInt(await rpc<Hex>('eth_call', [{ to: asset, data }, 'latest'])) === 1n
}

export function transactionReceipt(rpc: Rpc, hash: Hex): Promise<TransactionReceipt | null> {
  return rpc('eth_getTransactionReceipt', [hash])
}

/** How many transfers of exactly this kind a transaction made. */
export function countTransfers(
  { logs }: TransactionReceipt,
  { from, to, value }: { readonly from: Address; readonly to: Address; readonly value: bigint },
): number {
  return logs.filter(
    (log) =>
      log.address.toLowerCase() === asset &&
      log.topics[0] === topics.transfer &&
      log.topics[1] === `0x${word(from)}` &&
      log.topics[2] === `0x${word(to)}` &&
      BigInt(log.data) === value,
  ).length
}

/** How many blocks say that this authorization was used: one, or the token is broken. */
export async function countUses(rpc: Rpc, from: Address, nonce: Hex): Promise<number> {
  const logs = await rpc<readonly Log[]>('eth_getLogs', [
    {
      address: asset,
      fromBlock: '0x0',
      topics: [topics.authorizationUsed, `0x${word(from)}`, nonce],
    },
  ])
  return logs.length
}

/** Call data that uses the authorization inside a payment header, as anybody may who has seen it. */
export function useData(header: string): Hex {
  const { authorization, signature } = JSON.parse(Buffer.from(header, 'base64').toString()).payload
  const fields = [
    word(authorization.from),
    word(authorization.to),
    word(BigInt(authorization.value)),
    word(BigInt(authorization.validAfter)),
    word(BigInt(authorization.validBefore)),
    authorization.nonce.slice(2),
  ]
  return `0xe3ee160e${fields.join('')}${splitSignature(signature)}`
}

/** Call data by which a payer takes an authorization back. */
export async function cancelData(rpc: Rpc, signer: PaymentSigner, nonce: Hex): Promise<Hex> {
  const hash = (hex: string) => rpc<Hex>('web3_sha3', [`0x${hex}`])
  const type = await hash(
    Buffer.from('CancelAuthorization(address authorizer,bytes32 nonce)').toString('hex'),
  )
  const struct = await hash(`${type.slice(2)}${word(signer.address)}${nonce.slice(2)}`)
  const domain = await rpc<Hex>('eth_call', [{ to: asset, data: '0x3644e515' }, 'latest'])
  const digest = await hash(`1901${domain.slice(2)}${struct.slice(2)}`)
  const signature = await signer.signDigest(digest)
  return `0x5a049a70${word(signer.address)}${nonce.slice(2)}${splitSignature(signature)}`
}

/** v, r, s as words. */
function splitSignature(signature: string): string {
  return `${signature.slice(130).padStart(64, '0')}${signature.slice(2, 130)}`
}
