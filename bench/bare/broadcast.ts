import { DurableObject } from 'cloudflare:workers';

/** The least that fans out: whoever connects gets every text, and nothing is remembered. */
export class Broadcast extends DurableObject<unknown> {
  override async fetch(): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  async publish(text: string): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }
}
