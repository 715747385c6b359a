import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buyer, signPayment, startTestNode, type TestNode } from './harness.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.dispose())

describe('a paid call', () => {
  it('is answered, settled on chain and has a receipt', async () => {
    const { response, settle } = await buyer(1)(`${node.url}/c/text-stats`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'One sentence. And another one.' }),
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ sentences: 2 })
    expect(settle).toMatchObject({
      success: true,
      transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    })
    const receiptPath = response.headers.get('zooid-receipt')
    const receipt = await (await fetch(`${node.url}${receiptPath}`)).json()
    expect(receipt).toMatchObject({
      state: 'settled',
      txHash: settle?.transaction,
      route: 'c/text-stats',
    })
  })

  it('raced fifty times is served once', async () => {
    const url = `${node.url}/c/uuid-v7`
    const header = await signPayment(2, url)
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const response = await fetch(url, { headers: { 'payment-signature': header } })
        await response.text()
        return response.status
      }),
    )
    expect(answers.filter((status) => status === 200)).toHaveLength(1)
    expect(answers.filter((status) => status === 402)).toHaveLength(49)
  })
})
