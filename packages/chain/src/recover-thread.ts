// Signer recovery beside the event loop: 50 us of pure arithmetic per payment, a tenth of what a paid
// call costs, done by a thread of its own as soon as several wait in one turn of the loop. What counts
// as a signature is decided by recover.ts alone; the thread only finds public keys. Invariant: every
// question is answered, by this thread if the other one is not there.
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { type Address, type Hex, type Log, messageOf } from '@zooid/base'
import { addressOfPublicKey } from '@zooid/x402'
import {
  type CanonicalSignature,
  nativeModulePath,
  readSignature,
  recoverBackend,
  recoverSigner,
} from './recover.ts'

export type SignerRecovery = {
  /** As `recoverSigner`: lower case, or null. */
  readonly recover: (digest: Hex, signature: Hex) => Promise<Address | null>
  /** Later questions are answered without the thread. */
  readonly close: () => Promise<void>
}

type Question = {
  readonly digest: Hex
  readonly signature: Hex
  readonly read: CanonicalSignature
  readonly resolve: (signer: Address | null) => void
}

/** digest, r and s, recovery bit: what the thread needs of one signature. */
const questionBytes = 32 + 64 + 1
/** An uncompressed public key; zeros when no point fits. */
const keyBytes = 65

/** The whole program of the thread, as text: there is no file to find after bundling. */
const threadSource = `
const { parentPort, workerData } = require('node:worker_threads')
const { ecdsaRecover } = require(workerData.module)
const { questionBytes, keyBytes } = workerData
parentPort.on('message', ({ id, questions }) => {
  const count = questions.length / questionBytes
  const keys = new Uint8Array(count * keyBytes)
  for (let i = 0; i < count; i++) {
    const one = questions.subarray(i * questionBytes, (i + 1) * questionBytes)
    try {
      keys.set(ecdsaRecover(one.subarray(32, 96), one[96], one.subarray(0, 32), false), i * keyBytes)
    } catch {
      // The addon throws when no public key fits; zeros say so.
    }
  }
  parentPort.postMessage({ id, keys }, [keys.buffer])
})
`

export type SignerRecoveryOptions = {
  readonly log: Log
  /** Where the thread finds the native library. */
  readonly module?: string
}

/** Starts no thread before several signatures wait at once, and none where only noble is there. */
export function createSignerRecovery({ log, module }: SignerRecoveryOptions): SignerRecovery {
  let mayUseThread = recoverBackend === 'native'
  let thread: Worker | undefined
  let waiting: Question[] = []
  let nextId = 1
  const asked = new Map<number, readonly Question[]>()

  function flush(): void {
    const questions = waiting
    waiting = []
    // Alone, the way there and back would cost more than it saves.
    if (questions.length === 1 || !mayUseThread) {
      answerHere(questions)
      return
    }
    try {
      thread ??= start()
      const id = nextId++
      const bytes = pack(questions)
      thread.postMessage({ id, questions: bytes }, [bytes.buffer as ArrayBuffer])
      asked.set(id, questions)
    } catch (error) {
      lose(messageOf(error))
      answerHere(questions)
    }
  }

  function start(): Worker {
    const worker = new Worker(threadSource, {
      eval: true,
      execArgv: [],
      env: {},
      workerData: {
        module: module ?? createRequire(import.meta.url).resolve(nativeModulePath),
        questionBytes,
        keyBytes,
      },
    })
    // It must not keep a finished program alive; whoever waits for an answer has a socket open.
    worker.unref()
    worker.on('message', receive)
    worker.on('error', (error) => lose(messageOf(error)))
    worker.on('exit', () => lose('it ended'))
    return worker
  }

  function receive({ id, keys }: { readonly id: number; readonly keys: Uint8Array }): void {
    const questions = asked.get(id) ?? []
    asked.delete(id)
    questions.forEach(({ resolve }, i) => {
      const key = keys.subarray(i * keyBytes, (i + 1) * keyBytes)
      resolve(key[0] === 4 ? addressOfPublicKey(key) : null)
    })
  }

  function lose(reason: string): void {
    if (!mayUseThread) return
    mayUseThread = false
    log.warn({ reason }, 'the signature thread is gone; signatures are checked on the main thread')
    for (const questions of asked.values()) answerHere(questions)
    asked.clear()
  }

  return {
    recover: (digest, signature) => {
      const read = readSignature(digest, signature)
      if (!read) return Promise.resolve(null)
      return new Promise((resolve) => {
        if (waiting.push({ digest, signature, read, resolve }) === 1) setImmediate(flush)
      })
    },
    close: async () => {
      mayUseThread = false
      await thread?.terminate()
      for (const questions of asked.values()) answerHere(questions)
      asked.clear()
    },
  }
}

function answerHere(questions: readonly Question[]): void {
  for (const { digest, signature, resolve } of questions) resolve(recoverSigner(digest, signature))
}

function pack(questions: readonly Question[]): Uint8Array {
  const bytes = new Uint8Array(questions.length * questionBytes)
  questions.forEach(({ read }, i) => {
    bytes.set(read.digest, i * questionBytes)
    bytes.set(read.rs, i * questionBytes + 32)
    bytes[i * questionBytes + 96] = read.recovery
  })
  return bytes
}
