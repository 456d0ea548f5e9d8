/// <reference types="@cloudflare/vitest-plugin/types" />

declare namespace Cloudflare {
  interface Env {
    readonly CHANNEL: DurableObjectNamespace<import('../../durable-objects/channel.ts').Channel>;
    readonly SOURCE_GATE: DurableObjectNamespace<import('./entry.ts').SourceGate>;
  }
}
