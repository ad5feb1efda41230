// Server-Sent Events by fetch, which unlike an EventSource can say who asks, and tells why a stream was refused. A stream
// that breaks is opened again, behind what was heard last.

import { sleep } from './api.js';
import { send } from './session.js';

const PAUSE = 1_000;

/** Listens until it is closed, or the server has no more to tell: nothing more, or not to who asks. */
export class Stream {
  #resource;
  #handlers;
  #closing = new AbortController();
  #pause = PAUSE;
  #lastId = '';

  constructor(resource, { onOpen, onEvent, onBreak, onEnd }) {
    this.#resource = resource;
    this.#handlers = { onOpen, onEvent, onBreak, onEnd };
    this.#listen();
  }

  close() {
    this.#closing.abort();
  }

  get #closed() {
    return this.#closing.signal.aborted;
  }

  async #listen() {
    while (!this.#closed) {
      const response = await this.#open();
      if (this.#closed) {
        return;
      }
      if (response && !isStream(response)) {
        this.#handlers.onEnd(response.status);
        return;
      }
      if (response) {
        this.#handlers.onOpen();
        await this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader());
      }
      if (this.#closed) {
        return;
      }
      this.#handlers.onBreak();
      await sleep(this.#pause, this.#closing.signal);
    }
  }

  /** The answer; undefined when there was none. */
  #open() {
    const known = this.#lastId ? { 'Last-Event-ID': this.#lastId } : {};
    const headers = { Accept: 'text/event-stream', ...known };
    return send(this.#resource, { headers, cache: 'no-store', signal: this.#closing.signal }).catch(() => undefined);
  }

  async #read(reader) {
    let rest = '';
    let event = {};
    for (;;) {
      const next = await reader.read().catch(() => ({ done: true }));
      if (next.done) {
        return;
      }
      const lines = (rest + next.value).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) {
        event = this.#take(event, line);
      }
    }
  }

  /** Whoever cannot bear an event still hears the next. */
  #tell(event) {
    try {
      this.#handlers.onEvent(event);
    } catch (error) {
      reportError(error);
    }
  }

  /** What is known of the event under way after one more line. */
  #take(event, line) {
    if (line === '') {
      this.#lastId = event.id ?? this.#lastId;
      if (event.data !== undefined && !this.#closed) {
        this.#tell({ type: event.event ?? 'message', data: event.data, id: this.#lastId });
      }
      return {};
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === 'retry' && /^\d+$/.test(value)) {
      this.#pause = Number(value);
    }
    return { ...event, [field]: field === 'data' && event.data !== undefined ? `${event.data}\n${value}` : value };
  }
}

const isStream = (response) => response.status === 200 && (response.headers.get('Content-Type') ?? '').startsWith('text/event-stream');
