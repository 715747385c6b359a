// A third-party ERC-8004 SDK, unmodified, against our registries: register, load, rate, summarise.
// Environment: RPC_URL, CHAIN_ID, IDENTITY, REPUTATION, OWNER_KEY, CLIENT_KEY. Prints one JSON line.
import assert from 'node:assert/strict'
import { SDK } from 'agent0-sdk'

const { RPC_URL, CHAIN_ID, IDENTITY, REPUTATION, OWNER_KEY, CLIENT_KEY } = process.env
const chainId = Number(CHAIN_ID)
const sdkFor = (privateKey) =>
  new SDK({
    chainId,
    rpcUrl: RPC_URL,
    privateKey,
    registryOverrides: { [chainId]: { IDENTITY, REPUTATION } },
  })

const owner = sdkFor(OWNER_KEY)
const agent = owner.createAgent('interop agent', 'registered by a third-party SDK')
agent.setX402Support(true)
const { result: registered } = await (await agent.registerOnChain()).waitMined({
  timeoutMs: 20_000,
})

const loaded = await owner.loadAgent(registered.agentId)
assert.equal(loaded.name, 'interop agent')

const client = sdkFor(CLIENT_KEY)
const { result: feedback } = await (
  await client.giveFeedback(registered.agentId, 87, 'starred', 'interop')
).waitMined({
  timeoutMs: 20_000,
})
const summary = await client.getReputationSummary(registered.agentId, 'starred', 'interop')
assert.equal(summary.count, 1)
assert.equal(summary.averageValue, 87)

await (await client.giveFeedback(registered.agentId, 13, 'starred', 'interop')).waitMined({
  timeoutMs: 20_000,
})
const both = await client.getReputationSummary(registered.agentId, 'starred', 'interop')
assert.equal(both.count, 2)
assert.equal(both.averageValue, 50)

// Nobody rates itself: the registry must refuse the owner.
await assert.rejects(
  owner
    .giveFeedback(registered.agentId, 100, 'starred')
    .then((handle) => handle.waitMined({ timeoutMs: 20_000 })),
)

console.log(
  JSON.stringify({ agentId: registered.agentId, feedback: feedback.id ?? null, summary: both }),
)
process.exit(0)
