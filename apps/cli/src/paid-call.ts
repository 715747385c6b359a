// One paid call: ask, read the offer, decide with which wallet, pay within the cap, say what it cost.
// Shared by `zooid call` and by the first call `zooid up` makes.
import {
  formatAmount,
  messageOf,
  parsePrice,
  sameAddress,
  systemClock,
  systemRng,
  ZooidError,
} from '@zooid/base'
import {
  createPayingFetch,
  decodePaymentRequired,
  type PaymentRequirements,
  parseV1Body,
} from '@zooid/x402'
import { CliError, exitCodes } from './command.ts'
import type { DataDir } from './data-dir.ts'
import { drip } from './faucet.ts'
import { reach } from './node-api.ts'
import { findReceiptUrl, readCharge } from './receipt.ts'
import { openOrCreateWallet, openWallet, type Wallet } from './wallet.ts'

/** Throw-away chains of our own: the only ones where a wallet is made and funded without asking. */
const devnets: readonly string[] = ['eip155:31337']

/** Test dollars of public testnets that `--pay-max $…` can be trusted with: six decimals, known address. */
const knownDollars: Readonly<Record<string, string>> = {
  'eip155:84532': '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
}

/** Every dollar token the CLI pays with has six decimals. */
export const dollarDecimals = 6

/** After a faucet drip, ms. */
const seenAfterMs = 1500

export type PaidCallOptions = {
  readonly url: URL
  readonly method: string
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
  /** Most this call may cost, e.g. `$0.05`. */
  readonly payMax: string
  readonly data: DataDir
  /** Key file; required off the devnet. */
  readonly wallet?: string
  /** Token to pay with off the devnet, when it is not a known test dollar. */
  readonly asset?: string
  readonly timeoutMs: number
  /** What happens on the way, for stderr. */
  readonly onStep: (text: string) => void
}

export type Offer = {
  readonly requirements: readonly PaymentRequirements[]
  readonly error?: string
}

export type PaidCall = {
  readonly response: Response
  readonly receipt: {
    /** Dollars as decimal text. */
    readonly amount: string
    readonly amountAtomic: string
    readonly asset: string
    readonly network: string
    readonly payer: string
    readonly payTo: string
    readonly txHash: string | null
    readonly url: string | null
    /** What became of the money; `unknown` when the node took it for work that failed and does not tell. */
    readonly state: 'settled' | 'refunding' | 'refunded' | 'unknown'
    readonly refundTxHash: string | null
  } | null
  readonly warnings: readonly string[]
}

export type Asked =
  | { readonly kind: 'free'; readonly response: Response }
  | { readonly kind: 'offer'; readonly response: Response; readonly offer: Offer }

/** The request without payment: an answer, or the price. */
export async function ask(options: PaidCallOptions): Promise<Asked> {
  const response = await reach(options.url, init(options))
  if (response.status !== 402) return { kind: 'free', response }
  const body = await response.text()
  // Whole again for the paying fetch: cancelling one half of a cloned body waits for the other for ever.
  const again = new Response(body, { status: 402, headers: response.headers })
  return { kind: 'offer', response: again, offer: readOffer(response.headers, body) }
}

/**
 * @throws TooExpensiveError, WalletNeededError (exit 3) before anything is signed
 * @throws UnreachableError (exit 4)
 */
export async function paidCall(options: PaidCallOptions): Promise<PaidCall> {
  const asked = await ask(options)
  if (asked.kind === 'free') return { response: asked.response, receipt: null, warnings: [] }

  const maxAmount = parsePrice(options.payMax, dollarDecimals)
  const payable = asked.offer.requirements.filter((entry) => isPayable(entry, options))
  const cheapest = payable.toSorted((a, b) => (BigInt(a.amount) < BigInt(b.amount) ? -1 : 1))[0]
  if (!cheapest) throw new WalletNeededError(asked.offer, options.wallet !== undefined)
  if (BigInt(cheapest.amount) > maxAmount) throw new TooExpensiveError(cheapest, options.payMax)

  const wallet = options.wallet ? openWallet(options.wallet) : openOrCreateWallet(options.data)
  let isJustFunded = false
  const getFunds = async () => {
    options.onStep('asking the devnet faucet')
    await drip(wallet.signer.address, options.url.origin, options.data)
    isJustFunded = true
  }
  if (wallet.isNew) {
    options.onStep(`new devnet wallet ${wallet.signer.address} (${wallet.path})`)
    await getFunds()
  }

  const pay = async (firstAnswer: Response | null) => {
    const answer = await payWith(wallet, payable, maxAmount, firstAnswer, options)
    return { ...answer, refusal: answer.response.status === 402 ? await reasonOf(answer) : null }
  }
  let paid = await pay(asked.response)
  if (isInsufficient(paid.refusal) && !options.wallet && !isJustFunded) {
    options.onStep('the devnet wallet is empty')
    await getFunds()
    paid = await pay(null)
  }
  if (isInsufficient(paid.refusal) && isJustFunded) {
    // The node looks at the chain on its own schedule; money that is there it sees a moment later.
    options.onStep('waiting for the node to see the money')
    await systemClock.sleep(seenAfterMs)
    paid = await pay(null)
  }
  if (paid.refusal !== null) throw new PaymentRefusedError(paid.refusal)
  return {
    response: paid.response,
    receipt: await receiptOf(paid, options),
    warnings: paid.warnings,
  }
}

/** Price text of an entry: `$0.002`. */
export const priceText = (entry: Pick<PaymentRequirements, 'amount'>) =>
  `$${formatAmount(BigInt(entry.amount), dollarDecimals)}`

const init = ({ method, body, headers, timeoutMs }: PaidCallOptions): RequestInit => ({
  method,
  headers,
  ...(body === undefined ? {} : { body }),
  signal: AbortSignal.timeout(timeoutMs),
})

function readOffer(headers: Headers, body: string): Offer {
  const header = headers.get('PAYMENT-REQUIRED')
  const offer = header === null ? null : decodePaymentRequired(header)
  if (offer)
    return {
      requirements: offer.accepts,
      ...(offer.error === undefined ? {} : { error: offer.error }),
    }
  return { requirements: parseV1Body(body).map((entry) => entry.requirements) }
}

function isPayable(entry: PaymentRequirements, options: PaidCallOptions): boolean {
  if (devnets.includes(entry.network)) return true
  const dollar = options.asset ?? knownDollars[entry.network]
  return options.wallet !== undefined && dollar !== undefined && sameAddress(dollar, entry.asset)
}

type Paid = Awaited<ReturnType<ReturnType<typeof createPayingFetch>>>

async function payWith(
  { signer }: Wallet,
  payable: readonly PaymentRequirements[],
  maxAmount: bigint,
  firstAnswer: Response | null,
  options: PaidCallOptions,
): Promise<Paid> {
  let held = firstAnswer
  const pay = createPayingFetch({
    // We already hold the 402: asking twice would show the node two calls.
    fetch: async (input, request) => {
      const response = held
      held = null
      return response ?? reach(String(input), request)
    },
    signer,
    maxAmount,
    maxTotal: maxAmount,
    networks: payable.map((entry) => entry.network),
    allowedAssets: payable.map(({ network, asset }) => ({ network, asset })),
    clock: systemClock,
    rng: systemRng,
  })
  return pay(options.url, init(options))
}

const isInsufficient = (refusal: string | null) => refusal?.includes('insufficient') === true

async function reasonOf({ response, settle }: Paid): Promise<string> {
  const { error } = readOffer(response.headers, await response.text())
  return [settle?.errorReason, settle?.errorMessage, error].filter(Boolean).join(': ')
}

async function receiptOf(paid: Paid, { url }: PaidCallOptions): Promise<PaidCall['receipt']> {
  if (!paid.paid) return null
  const { requirements, authorization } = paid.paid
  const receipt = {
    amount: formatAmount(authorization.value, dollarDecimals),
    amountAtomic: authorization.value.toString(),
    asset: requirements.asset,
    network: requirements.network,
    payer: authorization.from,
    payTo: requirements.payTo,
  }
  if (paid.settle?.success) {
    const txHash = paid.settle.transaction || null
    const receiptUrl = await findReceiptUrl(paid.response, url.origin, txHash)
    return { ...receipt, txHash, url: receiptUrl, state: 'settled', refundTxHash: null }
  }
  // No settlement in the answer: the work failed. An upfront route had taken the money before.
  const charge = await readCharge(paid.response, url.origin)
  return charge === null ? null : { ...receipt, ...charge }
}

export class PaymentRefusedError extends CliError {
  override readonly name = 'PaymentRefusedError'
  constructor(why: string) {
    super('payment.refused', `the payment was refused: ${why || 'no reason given'}`, {
      exitCode: exitCodes.payment,
      hint: 'nothing was charged unless the ledger says so: "zooid logs --events" shows it',
    })
  }
}

export class TooExpensiveError extends CliError {
  override readonly name = 'TooExpensiveError'
  constructor(entry: PaymentRequirements, payMax: string) {
    super(
      'payment.too_expensive',
      `the price is ${priceText(entry)}, more than the limit of ${payMax}`,
      { exitCode: exitCodes.payment, hint: `allow it with --pay-max '${priceText(entry)}'` },
    )
  }
}

export class WalletNeededError extends CliError {
  override readonly name = 'WalletNeededError'
  constructor({ requirements }: Offer, hasWallet: boolean) {
    const [first] = requirements
    const offered = [...new Set(requirements.map((entry) => entry.network))].join(', ')
    super(
      'payment.wallet_needed',
      first
        ? `payment is asked on ${offered} in token ${first.asset}, which is not paid without being told to`
        : 'payment is asked, but in no way this client knows',
      {
        exitCode: exitCodes.payment,
        ...(first
          ? {
              hint: hasWallet
                ? `name the token if it is a six-decimal dollar you trust: --asset ${first.asset}`
                : 'name a key file with --wallet <file>; only the devnet is paid without one',
            }
          : {}),
      },
    )
  }
}

/** Errors of the paying fetch, thrown before anything was signed, as exit code 3. */
export function asPaymentError(error: unknown): unknown {
  if (error instanceof CliError || !(error instanceof ZooidError)) return error
  return new CliError(error.code, messageOf(error), {
    exitCode: exitCodes.payment,
    cause: error,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  })
}
