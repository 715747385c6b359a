// `zooid call`: pays for one call. The result goes to stdout, the receipt to stderr.
import { readFileSync } from 'node:fs'
import { messageOf, parsePrice } from '@zooid/base'
import { CliError, dataFlag, defineCommand, exitCodes, jsonFlag, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { parseUrl } from '../node-api.ts'
import {
  ask,
  asPaymentError,
  dollarDecimals,
  type PaidCall,
  type PaidCallOptions,
  paidCall,
  priceText,
} from '../paid-call.ts'
import { clean, dim, green, json, note, print, printJson, yellow } from '../terminal.ts'

export const command = defineCommand({
  about: 'Pay for one call and print the result',
  examples: [
    `zooid call http://127.0.0.1:4020/c/json-diff --data '{"before":{"a":1},"after":{"a":2}}'`,
    `zooid call http://127.0.0.1:4020/c/uuid-v7 --query count=3 --pay-max '$0.01'`,
    'zooid call http://127.0.0.1:4020/c/text-stats --data @article.json --dry-run',
  ],
  args: {
    url: { type: 'positional', description: 'What to call', required: true },
    method: { type: 'string', description: 'GET, or POST with --data', valueHint: 'verb' },
    data: {
      type: 'string',
      description: 'Request body: text, @file, or - for stdin; JSON when it parses as JSON',
      valueHint: 'json|@file|-',
    },
    query: { type: 'string', description: 'Query parameter, may repeat', valueHint: 'name=value' },
    'pay-max': {
      type: 'string',
      description: 'Most this call may cost',
      default: '$0.05',
      valueHint: 'dollars',
    },
    'dry-run': { type: 'boolean', description: 'Show the price, pay nothing' },
    wallet: {
      type: 'string',
      description: 'File with a private key (mode 0600); needed off the devnet',
      valueHint: 'file',
    },
    asset: {
      type: 'string',
      description: 'Token to pay with off the devnet: a six-decimal dollar you trust',
      valueHint: 'address',
    },
    timeout: { type: 'string', description: 'Seconds to wait', default: '60', valueHint: 's' },
    'data-dir': dataFlag,
    json: jsonFlag,
  },
  async run(args, raw) {
    const url = parseUrl(args.url)
    for (const pair of repeated(raw, '--query')) {
      const at = pair.indexOf('=')
      if (at < 1) throw new UsageError(`--query ${pair} is not name=value`)
      url.searchParams.append(pair.slice(0, at), pair.slice(at + 1))
    }
    const timeoutS = Number(args.timeout)
    if (!(timeoutS > 0 && timeoutS <= 600))
      throw new UsageError(`--timeout ${args.timeout} is not a number of seconds up to 600`)
    checkPrice(args['pay-max'])
    const body = args.data === undefined ? undefined : readBody(args.data)
    const method = (args.method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase()
    if (!/^[A-Z]{3,10}$/.test(method)) throw new UsageError(`--method ${method} is no HTTP method`)
    if (body !== undefined && (method === 'GET' || method === 'HEAD'))
      throw new UsageError(`${method} takes no --data`, 'use --query, or leave --method out')
    const options: PaidCallOptions = {
      url,
      method,
      headers:
        body === undefined
          ? {}
          : { 'content-type': isJson(body) ? 'application/json' : 'text/plain; charset=utf-8' },
      ...(body === undefined ? {} : { body }),
      payMax: args['pay-max'],
      data: dataDir(args['data-dir']),
      ...(args.wallet === undefined ? {} : { wallet: args.wallet }),
      ...(args.asset === undefined ? {} : { asset: args.asset }),
      timeoutMs: timeoutS * 1000,
      onStep: (text) => note(dim(text)),
    }
    if (args['dry-run']) return dryRun(options, args.json === true)
    let call: PaidCall
    try {
      call = await paidCall(options)
    } catch (error) {
      throw asPaymentError(error)
    }
    return show(call, args.json === true)
  },
})

async function dryRun(options: PaidCallOptions, isJsonWanted: boolean): Promise<number> {
  const asked = await ask(options)
  if (asked.kind === 'free') {
    if (isJsonWanted) printJson({ status: asked.response.status, offers: [] })
    else print(`free: it answered ${asked.response.status} without payment`)
    return exitCodes.ok
  }
  const { requirements } = asked.offer
  if (isJsonWanted) printJson({ status: 402, offers: requirements })
  else
    for (const entry of requirements)
      print(
        `${priceText(entry)} on ${entry.network} in token ${entry.asset} to ${entry.payTo}${entry.extra.paymentFlow === 'upfront' ? ', upfront' : ''}`,
      )
  if (requirements.length === 0)
    throw new CliError('payment.no_offer', 'payment is asked, but in no way this client knows', {
      exitCode: exitCodes.payment,
    })
  return exitCodes.ok
}

async function show({ response, receipt, warnings }: PaidCall, isJsonWanted: boolean) {
  const bytes = Buffer.from(await response.arrayBuffer())
  const text = bytes.toString('utf8')
  if (isJsonWanted) printJson({ status: response.status, body: parsedOr(text), receipt, warnings })
  else {
    const type = response.headers.get('content-type') ?? ''
    // On a terminal the answer of a stranger may not move the cursor; a pipe gets every byte.
    if (type.includes('json') && isJson(text)) print(json(JSON.parse(text)))
    else if (process.stdout.isTTY) print(clean(text))
    else process.stdout.write(bytes)
    for (const warning of warnings) note(`${yellow('warning')} ${clean(warning)}`)
    if (receipt) {
      note(`${green('paid')} $${receipt.amount} from ${receipt.payer} to ${receipt.payTo}`)
      note(`  transaction ${receipt.txHash ?? '(none yet)'}`)
      note(`  receipt     ${receipt.url ?? '(not named by the node)'}`)
      if (receipt.refundTxHash) note(`  refund      ${receipt.refundTxHash}`)
    }
  }
  if (response.ok) return exitCodes.ok
  note(
    `it answered ${response.status}${receipt ? chargeText[receipt.state] : '; nothing was charged'}`,
  )
  return exitCodes.failed
}

const chargeText: Readonly<Record<NonNullable<PaidCall['receipt']>['state'], string>> = {
  settled: '',
  refunding: '; the payment is being refunded, the receipt shows when it is',
  refunded: '; the payment was refunded',
  unknown: '; only the receipt tells whether anything was charged',
}

/** Every value of a flag that may repeat, `--flag v` and `--flag=v`. */
function repeated(raw: readonly string[], flag: string): readonly string[] {
  return raw.flatMap((word, index) =>
    word === flag
      ? [raw[index + 1] ?? '']
      : word.startsWith(`${flag}=`)
        ? [word.slice(flag.length + 1)]
        : [],
  )
}

function readBody(data: string): string {
  if (data !== '-' && !data.startsWith('@')) return data
  try {
    return readFileSync(data === '-' ? 0 : data.slice(1), 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read --data ${data}: ${messageOf(error)}`)
  }
}

function checkPrice(text: string): void {
  try {
    parsePrice(text, dollarDecimals)
  } catch (error) {
    throw new UsageError(`--pay-max: ${messageOf(error)}`, `write it like --pay-max '$0.05'`)
  }
}

const isJson = (text: string) => parsedOr(text, notJson) !== notJson
const notJson = Symbol('not JSON')

function parsedOr(text: string, otherwise: unknown = text): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return otherwise
  }
}
