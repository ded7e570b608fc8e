import type { Visitor } from "../sign-in/visitor.js";

export interface StreamedEvent {
  readonly event: string;
  /** What was sent as JSON, else the words. */
  readonly data: unknown;
}

export interface Events {
  readonly status: number;
  readonly headers: Headers;
  next(): Promise<StreamedEvent | null>;
  /** All that come until the stream ends. */
  rest(): Promise<readonly StreamedEvent[]>;
  close(): Promise<void>;
}

/** Listens to a stream of events as a page does. */
export async function openEvents(visitor: Visitor, path: string): Promise<Events> {
  const response = await visitor.get(path, { accept: "text/event-stream", "accept-encoding": "gzip" });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error(`${path} answered ${response.status} with nothing`);
  let text = "";

  async function next(): Promise<StreamedEvent | null> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        const [, event, data = ""] = /^event: (.*)\ndata: (.*)$/.exec(message) ?? [];
        if (event !== undefined) return { event, data: data.startsWith("{") ? JSON.parse(data) : data };
        continue;
      }
      const { value, done } = await (reader as ReadableStreamDefaultReader<string>).read();
      if (done) return null;
      text += value;
    }
  }

  return {
    status: response.status,
    headers: response.headers,
    next,
    async rest() {
      const events: StreamedEvent[] = [];
      for (let event = await next(); event !== null; event = await next()) events.push(event);
      return events;
    },
    close: () => reader.cancel(),
  };
}
