// Starts kernel threads in a browser: from a URL the page gives, or from a Blob. Needs cross-origin
// isolation (COOP and COEP headers); without it there is no SharedArrayBuffer and the kernel stays on one
// thread.
import type { StartWorker } from './threads.ts'
import { workerSource } from './worker-source.ts'

type BrowserWorker = {
  onmessage: (() => void) | null
  onerror: ((event: { message?: string }) => void) | null
  postMessage: (data: unknown) => void
  terminate: () => void
}

// The project compiles without the DOM library.
const page = globalThis as unknown as {
  Worker: new (url: string) => BrowserWorker
  Blob: new (parts: string[], options: { type: string }) => object
  URL: { createObjectURL: (blob: object) => string; revokeObjectURL: (url: string) => void }
}

/** @param workerUrl a script with the content of `workerSource`, for pages whose policy forbids Blobs */
export function browserWorkers(workerUrl?: string): StartWorker {
  return (setup) => {
    const url =
      workerUrl ??
      page.URL.createObjectURL(new page.Blob([workerSource], { type: 'text/javascript' }))
    const worker = new page.Worker(url)
    const ready = new Promise<void>((resolve, reject) => {
      worker.onmessage = () => {
        if (workerUrl === undefined) page.URL.revokeObjectURL(url)
        resolve()
      }
      worker.onerror = (event) => reject(new Error(event.message ?? 'worker did not start'))
    })
    worker.postMessage(setup)
    return { ready, stop: async () => worker.terminate() }
  }
}
