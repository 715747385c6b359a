// The peer: the official @x402/hono server with its facilitator in the same process, as its
// documentation wires it, with fast receipt polling so that viem's 4 s default does not hurt it.
import { serve } from '@hono/node-server'
import { x402Facilitator } from '@x402/core/facilitator'
import type { FacilitatorClient } from '@x402/core/server'
import { toFacilitatorEvmSigner } from '@x402/evm'
import { ExactEvmScheme as ExactFacilitator } from '@x402/evm/exact/facilitator'
import { ExactEvmScheme as ExactServer } from '@x402/evm/exact/server'
import { paymentMiddleware, x402ResourceServer } from '@x402/hono'
import { Hono } from 'hono'
import { createWalletClient, defineChain, http, nonceManager, publicActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { readServerJob, reportListening } from './job.ts'

const job = readServerJob()
const chain = defineChain({
  id: job.chainId,
  name: 'bench',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [job.rpcUrl] } },
})
const account = privateKeyToAccount(job.settlerKey, { nonceManager })
const client = createWalletClient({
  account,
  chain,
  transport: http(job.rpcUrl),
  pollingInterval: 20,
}).extend(publicActions)

const network = `eip155:${job.chainId}` as const
const facilitator = new x402Facilitator().register(
  network,
  new ExactFacilitator(
    toFacilitatorEvmSigner({
      address: account.address,
      getCode: (args) => client.getCode(args),
      readContract: (args) =>
        client.readContract(args as Parameters<typeof client.readContract>[0]),
      verifyTypedData: (args) =>
        client.verifyTypedData(args as Parameters<typeof client.verifyTypedData>[0]),
      writeContract: (args) =>
        client.writeContract({ ...args, chain, account } as Parameters<
          typeof client.writeContract
        >[0]),
      sendTransaction: (args) => client.sendTransaction({ ...args, chain, account }),
      waitForTransactionReceipt: (args) => client.waitForTransactionReceipt(args),
    }),
  ),
)

const stubbed: FacilitatorClient['settle'] = async (payload) => ({
  success: true,
  transaction: `0x${'00'.repeat(32)}`,
  network,
  payer: (payload.payload as { authorization: { from: string } }).authorization.from,
})
const inProcess: FacilitatorClient = {
  verify: (payload, requirements) => facilitator.verify(payload, requirements),
  settle:
    job.settle === 'stub'
      ? stubbed
      : (payload, requirements) => facilitator.settle(payload, requirements),
  getSupported: async () =>
    facilitator.getSupported() as Awaited<ReturnType<FacilitatorClient['getSupported']>>,
}

const app = new Hono()
app.use(
  paymentMiddleware(
    {
      'GET /paid': {
        accepts: {
          scheme: 'exact',
          network,
          payTo: account.address,
          price: {
            amount: job.amount,
            asset: job.asset.address,
            extra: { name: job.asset.name, version: job.asset.version },
          },
        },
        description: 'an empty paid handler',
      },
    },
    new x402ResourceServer(inProcess).register(network, new ExactServer()),
  ),
)
app.get('/paid', (c) => c.json({ ok: true }))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
  reportListening(info.port, '/paid'),
)
