// A real browser for tests and pictures, driven by the DevTools protocol over two pipes: no port, no socket
// and no library. Only what our pages need; not an automation framework.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** The installed browser, or undefined: what needs one is skipped then. */
export const chromium = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path))

type Params = { readonly [name: string]: unknown }
type Reply = { readonly [name: string]: unknown }
type Event = { readonly method: string; readonly params: Reply }

/** A page of its own, with nothing of any other in it. */
export type Tab = {
  /** @throws Error when the browser refuses or is gone */
  readonly send: (method: string, params?: Params) => Promise<Reply>
  /** The value of an expression in the page, as JSON. @throws Error when it throws there */
  readonly evaluate: (expression: string) => Promise<unknown>
  /** Everything the browser has said about this page so far. */
  readonly events: readonly Event[]
}

export type Browser = {
  readonly open: (size: { readonly width: number; readonly height: number }) => Promise<Tab>
  readonly close: () => Promise<void>
}

/** No command takes long, but a busy machine may be slow to start a browser. */
const answerMs = 60_000

/** Starts one with an empty profile, which `close` removes. */
export async function startChromium(executable: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'zooid-browser-'))
  const child = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--hide-scrollbars',
      '--force-color-profile=srgb',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A group of its own, so that its helper processes end with it.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  )
  const pipe = connect(child)
  return {
    open: async ({ width, height }) => {
      const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' })
      const attached = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
      const sessionId = String(attached.sessionId)
      const events = pipe.listen(sessionId)
      const send = (method: string, params: Params = {}) => pipe.send(method, params, sessionId)
      for (const domain of ['Page', 'Runtime', 'Log']) await send(`${domain}.enable`)
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      })
      const evaluate = async (expression: string) => {
        const { result, exceptionDetails } = (await send('Runtime.evaluate', {
          expression,
          returnByValue: true,
        })) as { result: { value?: unknown }; exceptionDetails?: { text: string } }
        if (exceptionDetails) throw new Error(`${exceptionDetails.text}: ${expression}`)
        return result.value
      }
      return { send, evaluate, events }
    },
    close: async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        process.kill(-child.pid, 'SIGKILL')
        await ended
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** Messages are JSON texts that end in a zero byte; answers carry the number of their question. */
function connect(child: ChildProcess) {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, { done: (reply: Reply) => void; fail: (error: Error) => void }>()
  const listening = new Map<string, Event[]>()
  let lastId = 0
  let rest = ''
  const receive = (text: string) => {
    const message = JSON.parse(text)
    if (message.id === undefined) {
      listening.get(message.sessionId)?.push({ method: message.method, params: message.params })
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.fail(new Error(`the browser refuses: ${message.error.message}`))
    else asked?.done(message.result)
  }
  output.setEncoding('utf8')
  output.on('data', (chunk: string) => {
    const texts = (rest + chunk).split('\0')
    rest = texts.pop() ?? ''
    for (const text of texts) receive(text)
  })
  const end = (reason: string) => {
    for (const { fail } of waiting.values()) fail(new Error(reason))
    waiting.clear()
  }
  // Writing to a browser that is gone is reported by its exit.
  input.on('error', () => {})
  child.on('error', (error) => end(`the browser does not start: ${error.message}`))
  child.on('exit', (code, signal) => end(`the browser ended with ${code ?? signal}`))
  return {
    listen: (sessionId: string): readonly Event[] => {
      const events: Event[] = []
      listening.set(sessionId, events)
      return events
    },
    send: (method: string, params: Params, sessionId?: string): Promise<Reply> =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        const timer = setTimeout(
          () => reject(new Error(`${method}: no answer in ${answerMs} ms`)),
          answerMs,
        )
        const settled = <T>(settle: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(timer)
            settle(value)
          }
        }
        waiting.set(id, { done: settled(resolve), fail: settled(reject) })
        input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      }),
  }
}
