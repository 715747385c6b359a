// The test dollar against a real chain: what a settlement relies on, and every way to be refused.
// One contract, one chain, one file.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Address,
  concat,
  createPublicClient,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  parseEventLogs,
  parseSignature,
  toHex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAnvilRpc } from '../src/anvil-rpc.ts'
import { multicall3Abi, testDollarAbi } from '../src/artifacts.gen.ts'
import { type Devnet, startDevnet } from '../src/devnet.ts'
import { devKeys, faucetKey } from '../src/devnet-keys.ts'

let dataDir: string
let devnet: Devnet

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zooid-token-'))
  devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0 })
})
afterAll(async () => {
  await devnet.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const payer = privateKeyToAccount(devKeys[0]!.privateKey)
const payee = privateKeyToAccount(devKeys[1]!.privateKey)
const relayer = privateKeyToAccount(devKeys[2]!.privateKey)

const client = () => createPublicClient({ transport: http(devnet.rpcUrl), pollingInterval: 10 })
const wallet = (account = relayer) =>
  createWalletClient({ account, transport: http(devnet.rpcUrl), chain: anvil })
const token = () => ({ address: devnet.profile.asset.address, abi: testDollarAbi }) as const
const domain = () => ({
  name: devnet.profile.asset.name,
  version: devnet.profile.asset.version,
  chainId: devnet.profile.chainId,
  verifyingContract: devnet.profile.asset.address,
})
const balanceOf = (owner: Address) =>
  client().readContract({ ...token(), functionName: 'balanceOf', args: [owner] })
const isSpent = (nonce: Hex, from: Address = payer.address) =>
  client().readContract({ ...token(), functionName: 'authorizationState', args: [from, nonce] })

const fields = [
  { name: 'from', type: 'address' },
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'validAfter', type: 'uint256' },
  { name: 'validBefore', type: 'uint256' },
  { name: 'nonce', type: 'bytes32' },
] as const
const types = {
  TransferWithAuthorization: fields,
  ReceiveWithAuthorization: fields,
  CancelAuthorization: [
    { name: 'authorizer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
  ],
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

const randomNonce = () => generatePrivateKey()

function authorize(change: Partial<ReturnType<typeof plain>> = {}) {
  return { ...plain(), ...change }
}
function plain() {
  return {
    from: payer.address as Address,
    to: payee.address as Address,
    value: 1000n,
    validAfter: 0n,
    validBefore: 2n ** 40n,
    nonce: randomNonce() as Hex,
  }
}
type Message = ReturnType<typeof plain>

const sign = (
  message: Message,
  primaryType:
    | 'TransferWithAuthorization'
    | 'ReceiveWithAuthorization' = 'TransferWithAuthorization',
  signer = payer,
) => signer.signTypedData({ domain: domain(), types, primaryType, message })

const parameters = (message: Message) =>
  [
    message.from,
    message.to,
    message.value,
    message.validAfter,
    message.validBefore,
    message.nonce,
  ] as const

async function transfer(message: Message, signature: Hex) {
  const { request } = await client().simulateContract({
    ...token(),
    account: relayer,
    functionName: 'transferWithAuthorization',
    args: [...parameters(message), signature],
  })
  return client().waitForTransactionReceipt({ hash: await wallet().writeContract(request) })
}

describe('a transfer by signature', () => {
  it('moves money and tells so, by bytes', async () => {
    const message = authorize()
    const before = await balanceOf(payee.address)
    const receipt = await transfer(message, await sign(message))
    expect(await balanceOf(payee.address)).toBe(before + 1000n)
    expect(await isSpent(message.nonce)).toBe(true)
    const logs = parseEventLogs({ abi: testDollarAbi, logs: receipt.logs })
    expect(logs.map((log) => log.eventName)).toEqual(['AuthorizationUsed', 'Transfer'])
    expect(logs[0]?.args).toEqual({ authorizer: payer.address, nonce: message.nonce })
    expect(logs[1]?.args).toEqual({ from: payer.address, to: payee.address, value: 1000n })
  })

  it('moves money by v, r and s', async () => {
    const message = authorize()
    const { r, s, v } = parseSignature(await sign(message))
    const before = await balanceOf(payee.address)
    const hash = await wallet().writeContract({
      ...token(),
      functionName: 'transferWithAuthorization',
      args: [...parameters(message), Number(v), r, s],
    })
    await client().waitForTransactionReceipt({ hash })
    expect(await balanceOf(payee.address)).toBe(before + 1000n)
  })

  it('costs about as much gas as it should', async () => {
    const message = authorize()
    const receipt = await transfer(message, await sign(message))
    expect(receipt.gasUsed).toBeLessThan(90_000n)
  })

  it('is refused a second time', async () => {
    const message = authorize()
    const signature = await sign(message)
    await transfer(message, signature)
    await expect(transfer(message, signature)).rejects.toThrow(/authorization is used or canceled/)
  })

  it.each([
    ['not yet valid', () => ({ validAfter: 2n ** 39n }), /not yet valid/],
    ['expired', () => ({ validBefore: 1n }), /authorization is expired/],
    ['more than the balance', () => ({ value: 10n ** 30n }), /transfer amount exceeds balance/],
  ])('is refused when %s', async (_, change, reason) => {
    const message = authorize(change())
    await expect(transfer(message, await sign(message))).rejects.toThrow(reason)
    expect(await isSpent(message.nonce)).toBe(false)
  })

  it('takes both ends of its time window as outside', async () => {
    const { timestamp } = await client().getBlock()
    for (const change of [{ validAfter: timestamp }, { validBefore: timestamp }]) {
      const message = authorize(change)
      const call = client().simulateContract({
        ...token(),
        functionName: 'transferWithAuthorization',
        args: [...parameters(message), await sign(message)],
        blockNumber: await client().getBlockNumber(),
      })
      await expect(call).rejects.toThrow(/not yet valid|expired/)
    }
  })

  it('is refused when anything in it was changed', async () => {
    const message = authorize()
    const signature = await sign(message)
    for (const change of [
      { value: 1001n },
      { to: relayer.address },
      { from: relayer.address },
      { nonce: randomNonce() },
      { validBefore: 2n ** 41n },
    ])
      await expect(transfer({ ...message, ...change }, signature)).rejects.toThrow(
        /invalid signature/,
      )
    const received = await sign(message, 'ReceiveWithAuthorization')
    await expect(transfer(message, received)).rejects.toThrow(/invalid signature/)
  })

  it.each([
    ['empty', () => '0x' as Hex],
    ['64 bytes', (signature: Hex) => signature.slice(0, 130) as Hex],
    ['66 bytes', (signature: Hex) => `${signature}00` as Hex],
    ['v of 0', (signature: Hex) => `${signature.slice(0, 130)}00` as Hex],
    ['the high s of the same signature', (signature: Hex) => malleate(signature)],
  ])('is refused when the signature is %s', async (_, spoil) => {
    const message = authorize()
    await expect(transfer(message, spoil(await sign(message)))).rejects.toThrow(/invalid signature/)
  })

  it('lets one item of a batch fail without the others', async () => {
    const messages = [authorize(), authorize({ validBefore: 1n }), authorize()]
    const calls = await Promise.all(
      messages.map(async (message) => ({
        target: token().address,
        allowFailure: true,
        callData: encodeFunctionData({
          abi: testDollarAbi,
          functionName: 'transferWithAuthorization',
          args: [...parameters(message), await sign(message)],
        }),
      })),
    )
    const hash = await wallet().writeContract({
      address: devnet.profile.contracts.multicall3,
      abi: multicall3Abi,
      functionName: 'aggregate3',
      args: [calls],
    })
    const receipt = await client().waitForTransactionReceipt({ hash })
    expect(receipt.status).toBe('success')
    const used = parseEventLogs({
      abi: testDollarAbi,
      logs: receipt.logs,
      eventName: 'AuthorizationUsed',
    })
    expect(used.map((log) => log.args.nonce)).toEqual([messages[0]?.nonce, messages[2]?.nonce])
    expect(await isSpent(messages[1]!.nonce)).toBe(false)
  })
})

describe('a receipt by signature', () => {
  const receive = async (message: Message, account: typeof payee) => {
    const { request } = await client().simulateContract({
      ...token(),
      account,
      functionName: 'receiveWithAuthorization',
      args: [...parameters(message), await sign(message, 'ReceiveWithAuthorization')],
    })
    await client().waitForTransactionReceipt({ hash: await wallet(account).writeContract(request) })
  }

  it('is for the payee alone', async () => {
    const message = authorize()
    await expect(receive(message, relayer)).rejects.toThrow(/caller must be the payee/)
    const before = await balanceOf(payee.address)
    await receive(message, payee)
    expect(await balanceOf(payee.address)).toBe(before + 1000n)
    await expect(receive(message, payee)).rejects.toThrow(/used or canceled/)
  })

  it('works by v, r and s', async () => {
    const message = authorize()
    const { r, s, v } = parseSignature(await sign(message, 'ReceiveWithAuthorization'))
    await client().simulateContract({
      ...token(),
      account: payee,
      functionName: 'receiveWithAuthorization',
      args: [...parameters(message), Number(v), r, s],
    })
  })
})

describe('a cancelled authorization', () => {
  const signCancel = (nonce: Hex, signer = payer) =>
    signer.signTypedData({
      domain: domain(),
      types,
      primaryType: 'CancelAuthorization',
      message: { authorizer: payer.address, nonce },
    })

  it('moves nothing any more', async () => {
    const message = authorize()
    const hash = await wallet().writeContract({
      ...token(),
      functionName: 'cancelAuthorization',
      args: [payer.address, message.nonce, await signCancel(message.nonce)],
    })
    const receipt = await client().waitForTransactionReceipt({ hash })
    const [log] = parseEventLogs({ abi: testDollarAbi, logs: receipt.logs })
    expect(log).toMatchObject({
      eventName: 'AuthorizationCanceled',
      args: { authorizer: payer.address, nonce: message.nonce },
    })
    await expect(transfer(message, await sign(message))).rejects.toThrow(/used or canceled/)
  })

  it('needs the payer’s signature and an unused nonce', async () => {
    const nonce = randomNonce()
    const cancel = async (signature: Hex) => {
      const { r, s, v } = parseSignature(signature)
      const hash = await wallet().writeContract({
        ...token(),
        functionName: 'cancelAuthorization',
        args: [payer.address, nonce, Number(v), r, s],
      })
      await client().waitForTransactionReceipt({ hash })
    }
    await expect(cancel(await signCancel(nonce, payee))).rejects.toThrow(/invalid signature/)
    await cancel(await signCancel(nonce))
    await expect(cancel(await signCancel(nonce))).rejects.toThrow(/used or canceled/)
  })
})

describe('a contract wallet (ERC-1271)', () => {
  const smartWallet = '0x1271000000000000000000000000000000001271'
  /** Says yes to one signature: 0xc0ffee. Assembled by hand: no compiler in a test. */
  async function deployWallet(): Promise<void> {
    // calldata: selector, hash, offset, length, bytes. Compares the bytes, answers the magic value.
    const code = concat([
      // if (calldataload(0x64) == 0xc0ffee << 232) return 0x1626ba7e…
      '0x606435', // PUSH1 64 CALLDATALOAD
      '0x62c0ffee', // PUSH3 c0ffee
      '0x60e81b', // PUSH1 e8 SHL
      '0x14', // EQ
      '0x631626ba7e', // PUSH4 magic
      '0x60e01b', // PUSH1 e0 SHL
      '0x02', // MUL: magic when equal, else zero
      '0x5f52', // PUSH0 MSTORE
      '0x60205ff3', // RETURN(0, 32)
    ])
    await createAnvilRpc(devnet.rpcUrl)('anvil_setCode', [smartWallet, code])
    const hash = await wallet(payer).writeContract({
      ...token(),
      functionName: 'transfer',
      args: [smartWallet, 5000n],
    })
    await client().waitForTransactionReceipt({ hash })
  }

  it('pays when it says yes and only then', async () => {
    await deployWallet()
    const message = authorize({ from: smartWallet })
    await expect(transfer(message, '0xc0ffef')).rejects.toThrow(/invalid signature/)
    await expect(transfer(message, await sign(message))).rejects.toThrow(/invalid signature/)
    const before = await balanceOf(smartWallet)
    await transfer(message, '0xc0ffee')
    expect(await balanceOf(smartWallet)).toBe(before - 1000n)
    await expect(transfer(message, '0xc0ffee')).rejects.toThrow(/used or canceled/)
  })
})

describe('a permit', () => {
  const signPermit = (nonce: bigint, deadline: bigint) =>
    payer.signTypedData({
      domain: domain(),
      types,
      primaryType: 'Permit',
      message: { owner: payer.address, spender: relayer.address, value: 77n, nonce, deadline },
    })
  const nonceOf = () =>
    client().readContract({ ...token(), functionName: 'nonces', args: [payer.address] })

  it('sets the allowance once, by bytes or by v, r and s', async () => {
    const nonce = await nonceOf()
    const deadline = 2n ** 40n
    const signature = await signPermit(nonce, deadline)
    const args = [payer.address, relayer.address, 77n, deadline] as const
    const permit = async () => {
      const hash = await wallet().writeContract({
        ...token(),
        functionName: 'permit',
        args: [...args, signature],
      })
      await client().waitForTransactionReceipt({ hash })
    }
    const { r, s, v } = parseSignature(signature)
    await client().simulateContract({
      ...token(),
      functionName: 'permit',
      args: [...args, Number(v), r, s],
    })
    await permit()
    const allowance = await client().readContract({
      ...token(),
      functionName: 'allowance',
      args: [payer.address, relayer.address],
    })
    expect(allowance).toBe(77n)
    expect(await nonceOf()).toBe(nonce + 1n)
    await expect(permit()).rejects.toThrow(/EIP2612: invalid signature/)
  })

  it('ends at its deadline', async () => {
    const call = client().simulateContract({
      ...token(),
      functionName: 'permit',
      args: [payer.address, relayer.address, 77n, 1n, await signPermit(await nonceOf(), 1n)],
    })
    await expect(call).rejects.toThrow(/permit is expired/)
  })
})

describe('the token', () => {
  it('is minted by the faucet’s key alone', async () => {
    const mint = (account: Address) =>
      client().simulateContract({
        ...token(),
        account,
        functionName: 'mint',
        args: [payee.address, 1n],
      })
    await mint(faucetKey.address)
    await expect(mint(payer.address)).rejects.toThrow(/not a minter/)
  })

  it('shows six decimals and the domain that payers sign', async () => {
    const { asset } = devnet.profile
    const read = (functionName: 'name' | 'symbol' | 'version' | 'decimals') =>
      client().readContract({ ...token(), functionName })
    expect(
      await Promise.all((['name', 'symbol', 'version', 'decimals'] as const).map(read)),
    ).toEqual([asset.name, asset.symbol, asset.version, asset.decimals])
    const shown = await client().getEip712Domain({ address: asset.address })
    expect(shown.domain).toMatchObject(domain())
  })
})

describe('the batcher', () => {
  const batcher = () =>
    ({ address: devnet.profile.contracts.multicall3, abi: multicall3Abi }) as const

  it('serves viem’s own batching of reads', async () => {
    const chain = { ...anvil, contracts: { multicall3: { address: batcher().address } } }
    const batching = createPublicClient({ chain, transport: http(devnet.rpcUrl) })
    const results = await batching.multicall({
      contracts: [
        { ...token(), functionName: 'symbol' },
        { ...token(), functionName: 'transfer', args: [payee.address, 1n] },
      ],
    })
    expect(results).toMatchObject([{ result: 'zUSD' }, { status: 'failure' }])
  })

  it('reverts as a whole when an item must not fail', async () => {
    const call = { target: token().address, callData: toHex('nonsense') }
    const strict = client().simulateContract({
      ...batcher(),
      functionName: 'aggregate',
      args: [[call]],
    })
    await expect(strict).rejects.toThrow(/call failed/)
    const { result } = await client().simulateContract({
      ...batcher(),
      functionName: 'tryAggregate',
      args: [false, [call]],
    })
    expect(result).toEqual([{ success: false, returnData: '0x' }])
  })

  it('forwards exactly the value it was given', async () => {
    const to = privateKeyToAccount(generatePrivateKey()).address
    const send = (value: bigint, sent: bigint) =>
      client().simulateContract({
        ...batcher(),
        account: payer,
        functionName: 'aggregate3Value',
        args: [[{ target: to, allowFailure: false, value, callData: '0x' }]],
        value: sent,
      })
    await expect(send(1n, 2n)).rejects.toThrow(/value mismatch/)
    await client().waitForTransactionReceipt({
      hash: await wallet(payer).writeContract((await send(3n, 3n)).request),
    })
    const seen = await client().readContract({
      ...batcher(),
      functionName: 'getEthBalance',
      args: [to],
    })
    expect(seen).toBe(3n)
  })

  it('tells the block it runs in', async () => {
    const block = await client().getBlock()
    const [number, time, chainId] = await Promise.all([
      client().readContract({ ...batcher(), functionName: 'getBlockNumber' }),
      client().readContract({ ...batcher(), functionName: 'getCurrentBlockTimestamp' }),
      client().readContract({ ...batcher(), functionName: 'getChainId' }),
    ])
    expect([number, chainId]).toEqual([block.number, 31337n])
    expect(time).toBeGreaterThanOrEqual(block.timestamp)
  })
})

/** The other signature that the curve allows for the same message. */
function malleate(signature: Hex): Hex {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const s = order - BigInt(`0x${signature.slice(66, 130)}`)
  const v = signature.endsWith('1b') ? '1c' : '1b'
  return concat([signature.slice(0, 66) as Hex, toHex(s, { size: 32 }), `0x${v}`])
}
