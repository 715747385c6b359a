// Our Permit2 against a real chain, as a spender contract would use it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createPublicClient,
  createWalletClient,
  encodeAbiParameters,
  erc20Abi,
  type Hex,
  http,
  keccak256,
  maxUint256,
  parseAbiParameters,
  toHex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permit2Abi } from '../src/artifacts.gen.ts'
import { type Devnet, startDevnet } from '../src/devnet.ts'
import { devKeys } from '../src/devnet-keys.ts'

let dataDir: string
let devnet: Devnet

const owner = privateKeyToAccount(devKeys[0]!.privateKey)
const spender = privateKeyToAccount(devKeys[1]!.privateKey)
const payee = devKeys[2]!.address

const client = () =>
  createPublicClient({ transport: http(devnet.rpcUrl), chain: anvil, pollingInterval: 10 })
const permit2 = () => ({ address: devnet.profile.contracts.permit2, abi: permit2Abi }) as const
const token = () => ({ address: devnet.profile.asset.address, abi: erc20Abi }) as const
const domain = () => ({
  name: 'Permit2',
  chainId: 31337,
  verifyingContract: devnet.profile.contracts.permit2,
})

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zooid-permit2-'))
  devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0 })
  const wallet = createWalletClient({
    account: owner,
    transport: http(devnet.rpcUrl),
    chain: anvil,
  })
  const hash = await wallet.writeContract({
    ...token(),
    functionName: 'approve',
    args: [permit2().address, maxUint256],
  })
  await client().waitForTransactionReceipt({ hash })
})
afterAll(async () => {
  await devnet.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const tokenPermissions = [
  { name: 'token', type: 'address' },
  { name: 'amount', type: 'uint256' },
] as const
const permitFields = [
  { name: 'permitted', type: 'TokenPermissions' },
  { name: 'spender', type: 'address' },
  { name: 'nonce', type: 'uint256' },
  { name: 'deadline', type: 'uint256' },
] as const

const permitOf = (nonce: bigint, deadline = 2n ** 40n) => ({
  permitted: { token: token().address, amount: 500n },
  nonce,
  deadline,
})
type Permit = ReturnType<typeof permitOf>

const sign = (permit: Permit) =>
  owner.signTypedData({
    domain: domain(),
    types: { TokenPermissions: tokenPermissions, PermitTransferFrom: permitFields },
    primaryType: 'PermitTransferFrom',
    message: { ...permit, spender: spender.address },
  })

async function transfer(permit: Permit, signature: Hex, amount = 500n, by = spender) {
  const { request } = await client().simulateContract({
    ...permit2(),
    account: by,
    functionName: 'permitTransferFrom',
    args: [permit, { to: payee, requestedAmount: amount }, owner.address, signature],
  })
  const wallet = createWalletClient({ account: by, transport: http(devnet.rpcUrl), chain: anvil })
  await client().waitForTransactionReceipt({ hash: await wallet.writeContract(request) })
}

const balance = () =>
  client().readContract({ ...token(), functionName: 'balanceOf', args: [payee] })

describe('a Permit2 transfer', () => {
  it('has the domain that clients sign', async () => {
    const separator = await client().readContract({
      ...permit2(),
      functionName: 'DOMAIN_SEPARATOR',
    })
    const typeHash = keccak256(
      toHex('EIP712Domain(string name,uint256 chainId,address verifyingContract)'),
    )
    const encoded = encodeAbiParameters(parseAbiParameters('bytes32, bytes32, uint256, address'), [
      typeHash,
      keccak256(toHex('Permit2')),
      31337n,
      permit2().address,
    ])
    expect(separator).toBe(keccak256(encoded))
  })

  it('moves at most what was signed, once, for the signed spender', async () => {
    const permit = permitOf(257n)
    const signature = await sign(permit)
    const before = await balance()
    await expect(transfer(permit, signature, 501n)).rejects.toThrow(/InvalidAmount/)
    await expect(transfer(permit, signature, 500n, owner)).rejects.toThrow(/InvalidSigner/)
    await transfer(permit, signature, 400n)
    expect(await balance()).toBe(before + 400n)
    await expect(transfer(permit, signature)).rejects.toThrow(/InvalidNonce/)
    const word = await client().readContract({
      ...permit2(),
      functionName: 'nonceBitmap',
      args: [owner.address, 1n],
    })
    expect(word).toBe(2n)
  })

  it('ends at its deadline and by invalidation', async () => {
    const late = permitOf(1n, 1n)
    await expect(transfer(late, await sign(late))).rejects.toThrow(/SignatureExpired/)
    const wallet = createWalletClient({
      account: owner,
      transport: http(devnet.rpcUrl),
      chain: anvil,
    })
    const hash = await wallet.writeContract({
      ...permit2(),
      functionName: 'invalidateUnorderedNonces',
      args: [0n, 4n],
    })
    await client().waitForTransactionReceipt({ hash })
    const permit = permitOf(2n)
    await expect(transfer(permit, await sign(permit))).rejects.toThrow(/InvalidNonce/)
  })

  it('binds a witness', async () => {
    const permit = permitOf(3n)
    const message = { to: payee, validAfter: 0n }
    const witnessFields = [
      { name: 'to', type: 'address' },
      { name: 'validAfter', type: 'uint256' },
    ] as const
    const signature = await owner.signTypedData({
      domain: domain(),
      types: {
        TokenPermissions: tokenPermissions,
        Witness: witnessFields,
        PermitWitnessTransferFrom: [...permitFields, { name: 'witness', type: 'Witness' }],
      },
      primaryType: 'PermitWitnessTransferFrom',
      message: { ...permit, spender: spender.address, witness: message },
    })
    const witnessType = 'Witness(address to,uint256 validAfter)'
    const witness = keccak256(
      `0x${keccak256(toHex(witnessType)).slice(2)}${payee.slice(2).padStart(64, '0')}${'0'.repeat(64)}`,
    )
    const call = (hash: Hex) =>
      client().simulateContract({
        ...permit2(),
        account: spender,
        functionName: 'permitWitnessTransferFrom',
        args: [
          permit,
          { to: payee, requestedAmount: 500n },
          owner.address,
          hash,
          `Witness witness)TokenPermissions(address token,uint256 amount)${witnessType}`,
          signature,
        ],
      })
    await call(witness)
    await expect(call(toHex(1, { size: 32 }))).rejects.toThrow(/InvalidSigner/)
  })
})
