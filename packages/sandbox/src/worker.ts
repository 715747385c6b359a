// Entry of a sandbox worker thread: one job at a time. It holds no secrets and reads nothing but its
// port; whatever goes wrong here, the pool ends the thread from outside.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { createEngine, type EngineHost } from './engine.ts'
import type { FromWorker, Job, KvAnswer, Reply, ToWorker, WorkerSetup } from './protocol.ts'
import { createTrialEngine, type TrialEngine } from './trial.ts'

const port = parentPort
if (!port) throw new Error('this file only runs as a worker thread')
const { answers, signal } = workerData as WorkerSetup
const send = (message: FromWorker) => port.postMessage(message)

const engine = await createEngine()
/** Only a judge of problems asks for it, and it costs two more instances. */
let trialEngine: TrialEngine | undefined
const openCalls = new Map<number, (reply: Reply) => void>()
let runningJob = 0
let sequence = 0
let lastCallId = 0

port.on('message', (message: ToWorker) => {
  if (message.type === 'run') void runJob(message.job)
  else if (message.jobId === runningJob) {
    openCalls.get(message.callId)?.(message.reply)
    openCalls.delete(message.callId)
  }
})
send({ type: 'ready' })

async function runJob(job: Job): Promise<void> {
  if (job.mode === 'trial') return runTrial(job)
  runningJob = job.jobId
  openCalls.clear()
  const { outcome, poisoned } = await engine.execute(job, hostOf(job))
  send({ type: 'result', jobId: job.jobId, outcome })
  // The caller has its answer; freeing this world and opening the next is on our own time.
  send({ type: !poisoned && engine.renew() ? 'ready' : 'poisoned' })
}

async function runTrial(job: Job): Promise<void> {
  trialEngine ??= await createTrialEngine()
  const { outcome, poisoned } = trialEngine.execute(job)
  send({ type: 'result', jobId: job.jobId, outcome })
  send({ type: !poisoned && trialEngine.renew() ? 'ready' : 'poisoned' })
}

function hostOf(job: Job): EngineHost {
  let lines = 0
  return {
    kv: askPool,
    call: (text, remainingMs) =>
      new Promise((resolve) => {
        const callId = ++lastCallId
        openCalls.set(callId, resolve)
        send({ type: 'call', jobId: job.jobId, callId, text, remainingMs })
      }),
    log: (line) => {
      lines++
      if (lines <= job.logLines) send({ type: 'log', line })
      else if (lines === job.logLines + 1)
        send({ type: 'log', line: `log limit of ${job.logLines} lines reached` })
    },
  }
}

/** The guest's `kv` is synchronous, so this thread sleeps until the pool has answered. */
function askPool(text: string, deadlineMs: number): Reply {
  const wanted = ++sequence
  send({ type: 'kv', sequence: wanted, text })
  for (;;) {
    const seen = Atomics.load(signal, 0)
    const received = receiveMessageOnPort(answers)
    if (received) {
      const answer = received.message as KvAnswer
      if (answer.sequence === wanted) return answer.reply
      continue
    }
    const leftMs = deadlineMs - performance.now()
    if (leftMs <= 0)
      return { ok: false, code: 'sandbox.timeout', message: 'the store did not answer in time' }
    Atomics.wait(signal, 0, seen, leftMs)
  }
}
