// Calls and events of the ERC-8004 identity registry, typed. Reads go through the batching reader; what
// strangers wrote is decoded without trust, so a broken answer is null.
import { type Address, type Hex, messageOf, toHex } from '@zooid/base'
import { decodeFunctionResult, encodeFunctionData, toEventSelector } from 'viem'
import { identityRegistryAbi } from './artifacts.gen.ts'
import type { ChainClient } from './client.ts'
import { quantity } from './client-head.ts'
import type { Log } from './client-logs.ts'
import { ChainUnavailableError } from './rpc.ts'

export const registryEvents = {
  registered: toEventSelector('Registered(uint256,string,address)'),
  metadataSet: toEventSelector('MetadataSet(uint256,string,string,bytes)'),
} as const

/** Metadata keys under which nodes of this project find each other. */
export const metadataKeys = {
  colony: 'zooid.colony',
  role: 'zooid.role',
  url: 'zooid.url',
} as const

const maxTextBytes = 2048

export function identityRegistry(reader: ChainClient) {
  const address = reader.profile.contracts.identity
  const agentRegistry = `eip155:${reader.profile.chainId}:${address}`

  async function read<Value>(data: Hex, decode: (answer: Hex) => Value): Promise<Value | null> {
    const answer = await reader.call(address, data)
    if (answer === null || answer === '0x') return null
    try {
      return decode(answer)
    } catch {
      // Not what the interface promises; the same as not there.
      return null
    }
  }

  return {
    address,
    agentRegistry,
    ownerOf: (agentId: bigint): Promise<Address | null> =>
      read(
        encodeFunctionData({ abi: identityRegistryAbi, functionName: 'ownerOf', args: [agentId] }),
        (data) => decodeFunctionResult({ abi: identityRegistryAbi, functionName: 'ownerOf', data }),
      ),
    /** Number of agents an address owns. */
    countOf: async (owner: Address): Promise<bigint> =>
      (await read(
        encodeFunctionData({ abi: identityRegistryAbi, functionName: 'balanceOf', args: [owner] }),
        (data) =>
          decodeFunctionResult({ abi: identityRegistryAbi, functionName: 'balanceOf', data }),
      )) ?? 0n,
    agentUri: (agentId: bigint): Promise<string | null> =>
      read(
        encodeFunctionData({ abi: identityRegistryAbi, functionName: 'tokenURI', args: [agentId] }),
        (data) =>
          decodeFunctionResult({ abi: identityRegistryAbi, functionName: 'tokenURI', data }),
      ),
    /** Text of a metadata value; null when empty, long or not UTF-8. */
    metadata: (agentId: bigint, key: string): Promise<string | null> =>
      read(
        encodeFunctionData({
          abi: identityRegistryAbi,
          functionName: 'getMetadata',
          args: [agentId, key],
        }),
        (data) =>
          metadataText(
            decodeFunctionResult({ abi: identityRegistryAbi, functionName: 'getMetadata', data }),
          ),
      ),
    registerCall: (uri: string, metadata: Readonly<Record<string, string>>): Hex =>
      encodeFunctionData({
        abi: identityRegistryAbi,
        functionName: 'register',
        args: [
          uri,
          Object.entries(metadata).map(([metadataKey, value]) => ({
            metadataKey,
            metadataValue: textBytes(value),
          })),
        ],
      }),
    setUriCall: (agentId: bigint, uri: string): Hex =>
      encodeFunctionData({
        abi: identityRegistryAbi,
        functionName: 'setAgentURI',
        args: [agentId, uri],
      }),
    setMetadataCall: (agentId: bigint, key: string, value: string): Hex =>
      encodeFunctionData({
        abi: identityRegistryAbi,
        functionName: 'setMetadata',
        args: [agentId, key, textBytes(value)],
      }),
    /** Logs of the registry between two blocks, asked in pieces, newest piece first. */
    logs: async (
      topics: readonly (Hex | null)[],
      fromBlock: bigint,
      toBlock: bigint,
    ): Promise<readonly Log[]> => {
      const found: Log[] = []
      for (let to = toBlock; to >= fromBlock; to -= pieceBlocks) {
        const from = to - pieceBlocks + 1n > fromBlock ? to - pieceBlocks + 1n : fromBlock
        found.push(...(await readPiece(reader, address, topics, from, to)).toReversed())
      }
      return found
    },
  }
}

const pieceBlocks = 5000n

/** Halves a range whose answer is over the size cap, down to single blocks. */
async function readPiece(
  reader: ChainClient,
  address: Address,
  topics: readonly (Hex | null)[],
  fromBlock: bigint,
  toBlock: bigint,
): Promise<readonly Log[]> {
  try {
    return await reader.rpc.request<readonly Log[]>('eth_getLogs', [
      { address, topics, fromBlock: quantity(fromBlock), toBlock: quantity(toBlock) },
    ])
  } catch (error) {
    const isTooBig = error instanceof ChainUnavailableError && /over the cap/.test(messageOf(error))
    if (!isTooBig || fromBlock === toBlock) throw error
    const middle = (fromBlock + toBlock) / 2n
    const older = await readPiece(reader, address, topics, fromBlock, middle)
    return [...older, ...(await readPiece(reader, address, topics, middle + 1n, toBlock))]
  }
}

function textBytes(text: string): Hex {
  return toHex(new TextEncoder().encode(text))
}

export function metadataText(value: Hex): string | null {
  if (value === '0x' || value.length > 2 + 2 * maxTextBytes) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value.slice(2), 'hex'))
  } catch {
    // Bytes that are no text.
    return null
  }
}
