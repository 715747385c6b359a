// The ERC-8004 registries against a real chain, by the published interface.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  parseEventLogs,
  type TransactionReceipt,
  toFunctionSelector,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  identityRegistryAbi,
  reputationRegistryAbi,
  validationRegistryAbi,
} from '../src/artifacts.gen.ts'
import { type Devnet, startDevnet } from '../src/devnet.ts'
import { devKeys } from '../src/devnet-keys.ts'

let dataDir: string
let devnet: Devnet

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zooid-registries-'))
  devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0 })
})
afterAll(async () => {
  await devnet.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const [owner, operator, alice, bob, wallet] = devKeys.map(({ privateKey }) =>
  privateKeyToAccount(privateKey),
) as [PrivateKeyAccount, PrivateKeyAccount, PrivateKeyAccount, PrivateKeyAccount, PrivateKeyAccount]

const client = () => createPublicClient({ transport: http(devnet.rpcUrl), pollingInterval: 10 })

type Writable = 'nonpayable' | 'payable'
type Readable = 'pure' | 'view'

/** Simulates, sends and waits; a revert shows its reason. */
async function write<const abi extends Abi, name extends ContractFunctionName<abi, Writable>>(
  abi: abi,
  account: PrivateKeyAccount,
  functionName: name,
  args: ContractFunctionArgs<abi, Writable, name>,
): Promise<TransactionReceipt> {
  const call = { address: addressOf(abi), abi, functionName, args, account } as never
  const { request } = await client().simulateContract(call)
  const sender = createWalletClient({ account, transport: http(devnet.rpcUrl), chain: anvil })
  const hash = await sender.writeContract(request as never)
  return client().waitForTransactionReceipt({ hash })
}

function read<const abi extends Abi, name extends ContractFunctionName<abi, Readable>>(
  abi: abi,
  functionName: name,
  args: ContractFunctionArgs<abi, Readable, name>,
) {
  return client().readContract({ address: addressOf(abi), abi, functionName, args })
}

function addressOf(abi: Abi): Address {
  const { contracts } = devnet.profile
  if ((abi as unknown) === identityRegistryAbi) return contracts.identity
  return (abi as unknown) === reputationRegistryAbi ? contracts.reputation : contracts.validation
}

async function register(account = owner, uri = 'https://node.example/registration.json') {
  const receipt = await write(identityRegistryAbi, account, 'register', [uri])
  const [registered] = parseEventLogs({
    abi: identityRegistryAbi,
    logs: receipt.logs,
    eventName: 'Registered',
  })
  if (!registered) throw new Error('not registered')
  return registered.args.agentId
}

/** Selectors that deployed clients of these registries call. */
describe('the published interface', () => {
  it.each([
    ['register(string,(string,bytes)[])', identityRegistryAbi],
    ['setAgentWallet(uint256,address,uint256,bytes)', identityRegistryAbi],
    ['isAuthorizedOrOwner(address,uint256)', identityRegistryAbi],
    [
      'giveFeedback(uint256,int128,uint8,string,string,string,string,bytes32)',
      reputationRegistryAbi,
    ],
    ['getSummary(uint256,address[],string,string)', reputationRegistryAbi],
    ['readAllFeedback(uint256,address[],string,string,bool)', reputationRegistryAbi],
    ['getResponseCount(uint256,address,uint64,address[])', reputationRegistryAbi],
    ['validationRequest(address,uint256,string,bytes32)', validationRegistryAbi],
    ['validationResponse(bytes32,uint8,string,bytes32,string)', validationRegistryAbi],
    ['getSummary(uint256,address[],string)', validationRegistryAbi],
  ] as const)('has %s', (signature, abi) => {
    const selectors = abi
      .filter((item) => item.type === 'function')
      .map((item) => toFunctionSelector(item))
    expect(selectors).toContain(toFunctionSelector(signature))
  })

  it('names its version and identity registry', async () => {
    expect(await read(identityRegistryAbi, 'getVersion', [])).toBe('2.0.0')
    expect(await read(identityRegistryAbi, 'name', [])).toBe('AgentIdentity')
    expect(await read(identityRegistryAbi, 'symbol', [])).toBe('AGENT')
    for (const abi of [reputationRegistryAbi, validationRegistryAbi] as const)
      expect(
        await client().readContract({
          address: addressOf(abi),
          abi: reputationRegistryAbi,
          functionName: 'getIdentityRegistry',
        }),
      ).toBe(devnet.profile.contracts.identity)
  })
})

describe('identity', () => {
  it('counts agents from 0 and hands them to the registrant', async () => {
    const agentId = await register()
    expect(agentId).toBe(0n)
    expect(await read(identityRegistryAbi, 'ownerOf', [agentId])).toBe(owner.address)
    expect(await read(identityRegistryAbi, 'tokenURI', [agentId])).toBe(
      'https://node.example/registration.json',
    )
    expect(await read(identityRegistryAbi, 'getAgentWallet', [agentId])).toBe(owner.address)
    expect(await register()).toBe(1n)
  })

  it('registers without a URI, and with metadata and events for each entry', async () => {
    await write(identityRegistryAbi, owner, 'register', [])
    const receipt = await write(identityRegistryAbi, owner, 'register', [
      'ipfs://x',
      [{ metadataKey: 'colony', metadataValue: '0x1234' }],
    ])
    const logs = parseEventLogs({ abi: identityRegistryAbi, logs: receipt.logs })
    const agentId = logs.find((log) => log.eventName === 'Registered')?.args.agentId
    expect(agentId).toBe(3n)
    const set = logs.filter((log) => log.eventName === 'MetadataSet')
    expect(set.map((log) => [log.args.metadataKey, log.args.metadataValue])).toEqual([
      ['agentWallet', owner.address.toLowerCase()],
      ['colony', '0x1234'],
    ])
    expect(await read(identityRegistryAbi, 'getMetadata', [3n, 'colony'])).toBe('0x1234')
    expect(await read(identityRegistryAbi, 'getMetadata', [3n, 'none'])).toBe('0x')
  })

  it('keeps the wallet key reserved', async () => {
    const agentId = await register()
    const entry = { metadataKey: 'agentWallet', metadataValue: toHex('x') }
    await expect(
      write(identityRegistryAbi, owner, 'setMetadata', [agentId, 'agentWallet', '0x12']),
    ).rejects.toThrow(/reserved key/)
    await expect(write(identityRegistryAbi, owner, 'register', ['', [entry]])).rejects.toThrow(
      /reserved key/,
    )
  })

  it('lets owner and operators change an agent, and nobody else', async () => {
    const agentId = await register()
    await expect(
      write(identityRegistryAbi, alice, 'setAgentURI', [agentId, 'https://evil.example']),
    ).rejects.toThrow(/Not authorized/)
    await expect(
      write(identityRegistryAbi, alice, 'setMetadata', [agentId, 'k', '0x']),
    ).rejects.toThrow(/Not authorized/)
    await write(identityRegistryAbi, owner, 'setApprovalForAll', [operator.address, true])
    const receipt = await write(identityRegistryAbi, operator, 'setAgentURI', [
      agentId,
      'https://b',
    ])
    expect(
      parseEventLogs({ abi: identityRegistryAbi, logs: receipt.logs, eventName: 'URIUpdated' })[0]
        ?.args,
    ).toEqual({ agentId, newURI: 'https://b', updatedBy: operator.address })
    expect(await read(identityRegistryAbi, 'tokenURI', [agentId])).toBe('https://b')
    const may = (who: Address) => read(identityRegistryAbi, 'isAuthorizedOrOwner', [who, agentId])
    expect(await Promise.all([owner, operator, alice].map(({ address }) => may(address)))).toEqual([
      true,
      true,
      false,
    ])
    await write(identityRegistryAbi, owner, 'setApprovalForAll', [operator.address, false])
  })

  it('takes a new wallet only by that wallet’s own fresh signature', async () => {
    const agentId = await register()
    const now = (await client().getBlock()).timestamp
    const sign = (signer: PrivateKeyAccount, deadline: bigint, forOwner = owner.address) =>
      signer.signTypedData({
        domain: {
          name: 'ERC8004IdentityRegistry',
          version: '1',
          chainId: 31337,
          verifyingContract: devnet.profile.contracts.identity,
        },
        types: {
          AgentWalletSet: [
            { name: 'agentId', type: 'uint256' },
            { name: 'newWallet', type: 'address' },
            { name: 'owner', type: 'address' },
            { name: 'deadline', type: 'uint256' },
          ],
        },
        primaryType: 'AgentWalletSet',
        message: { agentId, newWallet: wallet.address, owner: forOwner, deadline },
      })
    const set = (deadline: bigint, signature: Hex, by = owner) =>
      write(identityRegistryAbi, by, 'setAgentWallet', [
        agentId,
        wallet.address,
        deadline,
        signature,
      ])
    const deadline = now + 200n
    await expect(set(deadline, await sign(owner, deadline))).rejects.toThrow(/invalid wallet sig/)
    await expect(set(deadline, await sign(wallet, deadline, bob.address))).rejects.toThrow(
      /invalid wallet sig/,
    )
    await expect(set(1n, await sign(wallet, 1n))).rejects.toThrow(/expired/)
    await expect(set(now + 900n, await sign(wallet, now + 900n))).rejects.toThrow(/too far/)
    await expect(set(deadline, await sign(wallet, deadline), alice)).rejects.toThrow(/authorized/)
    await set(deadline, await sign(wallet, deadline))
    expect(await read(identityRegistryAbi, 'getAgentWallet', [agentId])).toBe(wallet.address)
    await write(identityRegistryAbi, owner, 'unsetAgentWallet', [agentId])
    expect(await read(identityRegistryAbi, 'getAgentWallet', [agentId])).toBe(zeroAddress)
  })

  it('forgets the wallet when the agent is sold', async () => {
    const agentId = await register()
    await write(identityRegistryAbi, owner, 'transferFrom', [owner.address, bob.address, agentId])
    expect(await read(identityRegistryAbi, 'ownerOf', [agentId])).toBe(bob.address)
    expect(await read(identityRegistryAbi, 'getAgentWallet', [agentId])).toBe(zeroAddress)
    await expect(
      write(identityRegistryAbi, owner, 'setAgentURI', [agentId, 'https://x']),
    ).rejects.toThrow(/Not authorized/)
  })
})

describe('reputation', () => {
  const rate = (agentId: bigint, by: PrivateKeyAccount, value: bigint, decimals = 0, tag1 = '') =>
    write(reputationRegistryAbi, by, 'giveFeedback', [
      agentId,
      value,
      decimals,
      tag1,
      '',
      'https://node.example/c/json',
      '',
      zeroHash,
    ])
  const summary = (agentId: bigint, clients: readonly PrivateKeyAccount[], tag1 = '', tag2 = '') =>
    read(reputationRegistryAbi, 'getSummary', [
      agentId,
      clients.map(({ address }) => address),
      tag1,
      tag2,
    ])

  it('records feedback with its event and reads it back', async () => {
    const agentId = await register()
    const hash = toHex(7, { size: 32 })
    const receipt = await write(reputationRegistryAbi, alice, 'giveFeedback', [
      agentId,
      -125n,
      2,
      'successRate',
      'week',
      'https://e',
      'ipfs://f',
      hash,
    ])
    const [log] = parseEventLogs({ abi: reputationRegistryAbi, logs: receipt.logs })
    expect(log?.args).toMatchObject({
      agentId,
      clientAddress: alice.address,
      feedbackIndex: 1n,
      value: -125n,
      valueDecimals: 2,
      tag1: 'successRate',
      tag2: 'week',
      endpoint: 'https://e',
      feedbackURI: 'ipfs://f',
      feedbackHash: hash,
    })
    const feedback = [agentId, alice.address, 1n] as const
    expect(await read(reputationRegistryAbi, 'readFeedback', feedback)).toEqual([
      -125n,
      2,
      'successRate',
      'week',
      false,
    ])
    await expect(
      read(reputationRegistryAbi, 'readFeedback', [agentId, alice.address, 2n]),
    ).rejects.toThrow(/out of bounds/)
    expect(await read(reputationRegistryAbi, 'getLastIndex', [agentId, alice.address])).toBe(1n)
    expect(await read(reputationRegistryAbi, 'getClients', [agentId])).toEqual([alice.address])
  })

  it('refuses self-rating by owner and operators, and agents that do not exist', async () => {
    const agentId = await register()
    await expect(rate(agentId, owner, 100n)).rejects.toThrow(/Self-feedback/)
    await write(identityRegistryAbi, owner, 'approve', [operator.address, agentId])
    await expect(rate(agentId, operator, 100n)).rejects.toThrow(/Self-feedback/)
    // ERC721NonexistentToken(uint256), passed on from the identity registry.
    await expect(rate(999_999n, alice, 100n)).rejects.toThrow(/0x7e273289/)
  })

  it('refuses numbers out of range', async () => {
    const agentId = await register()
    await expect(rate(agentId, alice, 1n, 19)).rejects.toThrow(/too many decimals/)
    await expect(rate(agentId, alice, 10n ** 38n + 1n)).rejects.toThrow(/too large/)
    await expect(rate(agentId, alice, -(10n ** 38n) - 1n)).rejects.toThrow(/too large/)
  })

  it('averages over named clients and tags, and leaves revoked feedback out', async () => {
    const agentId = await register()
    await rate(agentId, alice, 80n, 0, 'starred')
    await rate(agentId, bob, 100n, 0, 'starred')
    await rate(agentId, bob, 9977n, 2, 'successRate')
    expect(await summary(agentId, [alice, bob], 'starred')).toEqual([2n, 90n, 0])
    expect(await summary(agentId, [bob], 'successRate')).toEqual([1n, 9977n, 2])
    expect(await summary(agentId, [alice, bob])).toEqual([3n, 93n, 0])
    expect(await summary(agentId, [wallet], 'starred')).toEqual([0n, 0n, 0])
    await expect(summary(agentId, [])).rejects.toThrow(/clientAddresses required/)
    const receipt = await write(reputationRegistryAbi, alice, 'revokeFeedback', [agentId, 1n])
    expect(parseEventLogs({ abi: reputationRegistryAbi, logs: receipt.logs })[0]).toMatchObject({
      eventName: 'FeedbackRevoked',
      args: { agentId, clientAddress: alice.address, feedbackIndex: 1n },
    })
    expect(await summary(agentId, [alice, bob], 'starred')).toEqual([1n, 100n, 0])
    await expect(
      write(reputationRegistryAbi, alice, 'revokeFeedback', [agentId, 1n]),
    ).rejects.toThrow(/Already revoked/)
    await expect(
      write(reputationRegistryAbi, wallet, 'revokeFeedback', [agentId, 1n]),
    ).rejects.toThrow(/out of bounds/)
    const all = (includeRevoked: boolean) =>
      read(reputationRegistryAbi, 'readAllFeedback', [agentId, [], '', '', includeRevoked])
    expect((await all(false))[1]).toEqual([1n, 2n])
    expect(await all(true)).toEqual([
      [alice.address, bob.address, bob.address],
      [1n, 1n, 2n],
      [80n, 100n, 9977n],
      [0, 0, 2],
      ['starred', 'starred', 'successRate'],
      ['', '', ''],
      [true, false, false],
    ])
  })

  it('averages the largest values without overflow', async () => {
    const agentId = await register()
    for (let i = 0; i < 3; i++) await rate(agentId, alice, 10n ** 38n)
    expect(await summary(agentId, [alice])).toEqual([3n, 10n ** 38n, 0])
    for (let i = 0; i < 4; i++) await rate(agentId, alice, 1n, 18)
    await expect(summary(agentId, [alice])).rejects.toThrow(/summary too large/)
  })

  it('counts responses per feedback, client and responder', async () => {
    const agentId = await register()
    await rate(agentId, alice, 1n)
    await rate(agentId, bob, 1n)
    const respond = (by: PrivateKeyAccount, to: PrivateKeyAccount, uri = 'https://answer') =>
      write(reputationRegistryAbi, by, 'appendResponse', [agentId, to.address, 1n, uri, zeroHash])
    const receipt = await respond(owner, alice)
    expect(parseEventLogs({ abi: reputationRegistryAbi, logs: receipt.logs })[0]).toMatchObject({
      eventName: 'ResponseAppended',
      args: { agentId, clientAddress: alice.address, feedbackIndex: 1n, responder: owner.address },
    })
    await respond(owner, alice)
    await respond(bob, alice)
    await respond(owner, bob)
    await expect(respond(owner, alice, '')).rejects.toThrow(/Empty URI/)
    await expect(respond(owner, wallet)).rejects.toThrow(/out of bounds/)
    const count = (client: Address, index: bigint, responders: readonly Address[]) =>
      read(reputationRegistryAbi, 'getResponseCount', [agentId, client, index, responders])
    expect(await count(alice.address, 1n, [])).toBe(3n)
    expect(await count(alice.address, 0n, [owner.address])).toBe(2n)
    expect(await count(zeroAddress, 0n, [])).toBe(4n)
    expect(await count(zeroAddress, 0n, [bob.address])).toBe(1n)
    expect(await count(alice.address, 2n, [])).toBe(0n)
  })
})

describe('validation', () => {
  it('goes from request to answer, and only between agent and named validator', async () => {
    const agentId = await register()
    const requestHash = generatePrivateKey()
    const request = (by: PrivateKeyAccount) =>
      write(validationRegistryAbi, by, 'validationRequest', [
        bob.address,
        agentId,
        'https://work',
        requestHash,
      ])
    const respond = (by: PrivateKeyAccount, response: number, tag = 'tests') =>
      write(validationRegistryAbi, by, 'validationResponse', [
        requestHash,
        response,
        'https://proof',
        zeroHash,
        tag,
      ])
    const summary = (validators: readonly Address[], tag = '') =>
      read(validationRegistryAbi, 'getSummary', [agentId, validators, tag])

    await expect(respond(bob, 100)).rejects.toThrow(/unknown/)
    await expect(request(alice)).rejects.toThrow(/Not authorized/)
    await request(owner)
    await expect(request(owner)).rejects.toThrow(/exists/)
    expect(await summary([])).toEqual([0n, 0])
    await expect(respond(alice, 100)).rejects.toThrow(/not validator/)
    await expect(respond(bob, 101)).rejects.toThrow(/resp>100/)
    const receipt = await respond(bob, 80)
    expect(parseEventLogs({ abi: validationRegistryAbi, logs: receipt.logs })[0]).toMatchObject({
      eventName: 'ValidationResponse',
      args: { validatorAddress: bob.address, agentId, requestHash, response: 80, tag: 'tests' },
    })
    await respond(bob, 60)
    const status = await read(validationRegistryAbi, 'getValidationStatus', [requestHash])
    expect(status.slice(0, 5)).toEqual([bob.address, agentId, 60, zeroHash, 'tests'])
    expect(status[5]).toBe((await client().getBlock()).timestamp)
    expect(await summary([])).toEqual([1n, 60])
    expect(await summary([bob.address], 'tests')).toEqual([1n, 60])
    expect(await summary([alice.address])).toEqual([0n, 0])
    expect(await summary([], 'other')).toEqual([0n, 0])
    expect(await read(validationRegistryAbi, 'getAgentValidations', [agentId])).toEqual([
      requestHash,
    ])
    expect(await read(validationRegistryAbi, 'getValidatorRequests', [bob.address])).toEqual([
      requestHash,
    ])
  })
})
