// Puts contracts at fixed addresses of a development chain, without a transaction: the constructor runs
// in an eth_call at that very address, so immutables (domain separators, registries) come out right, and
// the code it returns is set. Constructor storage would be lost, therefore our contracts have none.
// Idempotent: what already has the right code is left alone, and storage always is.
import type { Address, Hex } from '@zooid/base'
import { encodeAbiParameters, encodeFunctionData, erc20Abi, parseAbiParameters } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { AnvilRpc } from './anvil-rpc.ts'
import {
  identityRegistryInitCode,
  multicall3InitCode,
  permit2InitCode,
  reputationRegistryInitCode,
  testDollarAbi,
  testDollarInitCode,
  validationRegistryInitCode,
} from './artifacts.gen.ts'
import { devKeys, faucetKey } from './devnet-keys.ts'
import type { ChainProfile } from './types.ts'

export type Plant = {
  readonly address: Address
  /** Creation code with the encoded constructor arguments behind it. */
  readonly initCode: Hex
  /** Leave whatever code is there already (Tempo brings its own helpers). */
  readonly keepExisting: boolean
}

/** What a devnet of this profile holds. */
export function plantsOf(profile: ChainProfile): readonly Plant[] {
  const { asset, contracts } = profile
  const isTempo = profile.name === 'tempo-devnet'
  const tokenArguments = encodeAbiParameters(
    parseAbiParameters('string, string, string, address'),
    [asset.name, asset.symbol, asset.version, faucetKey.address],
  )
  const registryArguments = encodeAbiParameters(parseAbiParameters('address'), [contracts.identity])
  const plant = (address: Address, initCode: Hex, constructorArguments: Hex = '0x'): Plant => ({
    address,
    initCode: `${initCode}${constructorArguments.slice(2)}`,
    keepExisting: false,
  })
  return [
    plant(asset.address, testDollarInitCode, tokenArguments),
    plant(contracts.identity, identityRegistryInitCode),
    plant(contracts.reputation, reputationRegistryInitCode, registryArguments),
    plant(contracts.validation, validationRegistryInitCode, registryArguments),
    { ...plant(contracts.multicall3, multicall3InitCode), keepExisting: isTempo },
    { ...plant(contracts.permit2, permit2InitCode), keepExisting: isTempo },
  ]
}

/** pathUSD, in which Tempo takes its fees. */
export const tempoFeeToken: Address = '0x20c0000000000000000000000000000000000000'

/**
 * Plants one contract.
 * @returns whether the code changed
 * @throws AnvilRpcError when the devnet does not answer or the constructor reverts
 */
export async function plant(rpc: AnvilRpc, item: Plant): Promise<boolean> {
  const present = await rpc('eth_getCode', [item.address, 'latest'])
  if (item.keepExisting && present !== '0x') return false
  const runtime = await rpc('eth_call', [
    { to: item.address },
    'latest',
    { [item.address]: { code: item.initCode } },
  ])
  if (runtime === present) return false
  await rpc('anvil_setCode', [item.address, runtime])
  return true
}

/**
 * Everything of `plantsOf`, gas for the faucet, and on a fresh chain test dollars for the dev accounts.
 * @returns how many contracts were new or changed
 */
export async function plantAll(rpc: AnvilRpc, profile: ChainProfile): Promise<number> {
  let changed = 0
  for (const item of plantsOf(profile)) if (await plant(rpc, item)) changed++
  await fundFaucet(rpc, profile)
  // The last account is served last, so an interrupted first start is finished by the next one.
  const last = devKeys.at(-1)?.address ?? faucetKey.address
  if ((await balanceOf(rpc, profile.asset.address, last)) === 0n)
    await mintToDevAccounts(rpc, profile)
  return changed
}

/** Gas for the faucet's own transactions, topped up at every start. */
async function fundFaucet(rpc: AnvilRpc, profile: ChainProfile): Promise<void> {
  await rpc('anvil_setBalance', [faucetKey.address, `0x${(10n ** 30n).toString(16)}`])
  const dev = devKeys[9]
  if (profile.name !== 'tempo-devnet' || !dev) return
  // Tempo has no native coin: fees are paid in dollars, of which the dev accounts hold nearly all.
  const held = await balanceOf(rpc, tempoFeeToken, faucetKey.address)
  if (held >= 10n ** 14n) return
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: 'transfer',
    args: [faucetKey.address, 10n ** 15n],
  })
  await rpc('eth_sendTransaction', [{ from: dev.address, to: tempoFeeToken, data }])
}

/** One transaction per account; the keys are public, so nonces are read once and counted. */
async function mintToDevAccounts(rpc: AnvilRpc, profile: ChainProfile): Promise<void> {
  const account = privateKeyToAccount(faucetKey.privateKey)
  const nonce = Number(await rpc('eth_getTransactionCount', [account.address, 'pending']))
  const gasPrice = BigInt(String(await rpc('eth_gasPrice')))
  for (const [index, { address }] of devKeys.entries()) {
    const data = encodeFunctionData({
      abi: testDollarAbi,
      functionName: 'mint',
      args: [address, 1_000_000n * 10n ** BigInt(profile.asset.decimals)],
    })
    const signed = await account.signTransaction({
      type: 'eip1559',
      chainId: profile.chainId,
      nonce: nonce + index,
      to: profile.asset.address,
      data,
      // Tempo charges about ten times as much for new storage.
      gas: 2_000_000n,
      maxFeePerGas: gasPrice * 2n,
      maxPriorityFeePerGas: 0n,
    })
    await rpc('eth_sendRawTransaction', [signed])
  }
}

async function balanceOf(rpc: AnvilRpc, token: Address, owner: Address): Promise<bigint> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] })
  return BigInt(String(await rpc('eth_call', [{ to: token, data }, 'latest'])))
}
