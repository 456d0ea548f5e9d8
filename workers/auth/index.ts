import { WorkerEntrypoint } from 'cloudflare:workers';
import { flushUsage, forgetOld } from '../../src/accounts/flush-usage.ts';
import { answered } from '../../src/core/errors.ts';
import type { AuthService, KeyStanding } from '../../src/model/account-service.ts';
import type { AuthEnv } from './env.ts';
import { wire } from './wiring.ts';

/** Accounts and keys, over RPC only. */
export class Auth extends WorkerEntrypoint<AuthEnv> implements AuthService {
  verify(...asked: Parameters<AuthService['verify']>) {
    return answered(() => wire(this.env).service.verify(...asked));
  }
  signUp(...asked: Parameters<AuthService['signUp']>) {
    return answered(() => wire(this.env).service.signUp(...asked));
  }
  signIn(...asked: Parameters<AuthService['signIn']>) {
    return answered(() => wire(this.env).service.signIn(...asked));
  }
  signOut(...asked: Parameters<AuthService['signOut']>) {
    return answered(() => wire(this.env).service.signOut(...asked));
  }
  account(...asked: Parameters<AuthService['account']>) {
    return answered(() => wire(this.env).service.account(...asked));
  }
  inviteMember(...asked: Parameters<AuthService['inviteMember']>) {
    return answered(() => wire(this.env).service.inviteMember(...asked));
  }
  changeMember(...asked: Parameters<AuthService['changeMember']>) {
    return answered(() => wire(this.env).service.changeMember(...asked));
  }
  removeMember(...asked: Parameters<AuthService['removeMember']>) {
    return answered(() => wire(this.env).service.removeMember(...asked));
  }
  listKeys(...asked: Parameters<AuthService['listKeys']>) {
    return answered(() => wire(this.env).service.listKeys(...asked));
  }
  getKey(...asked: Parameters<AuthService['getKey']>) {
    return answered(() => wire(this.env).service.getKey(...asked));
  }
  createKey(...asked: Parameters<AuthService['createKey']>) {
    return answered(() => wire(this.env).service.createKey(...asked));
  }
  changeKey(...asked: Parameters<AuthService['changeKey']>) {
    return answered(() => wire(this.env).service.changeKey(...asked));
  }
  rotateKey(...asked: Parameters<AuthService['rotateKey']>) {
    return answered(() => wire(this.env).service.rotateKey(...asked));
  }
  revokeKey(...asked: Parameters<AuthService['revokeKey']>) {
    return answered(() => wire(this.env).service.revokeKey(...asked));
  }
  listScreens(...asked: Parameters<AuthService['listScreens']>) {
    return answered(() => wire(this.env).service.listScreens(...asked));
  }
  getScreen(...asked: Parameters<AuthService['getScreen']>) {
    return answered(() => wire(this.env).service.getScreen(...asked));
  }
  createScreen(...asked: Parameters<AuthService['createScreen']>) {
    return answered(() => wire(this.env).service.createScreen(...asked));
  }
  changeScreen(...asked: Parameters<AuthService['changeScreen']>) {
    return answered(() => wire(this.env).service.changeScreen(...asked));
  }
  removeScreen(...asked: Parameters<AuthService['removeScreen']>) {
    return answered(() => wire(this.env).service.removeScreen(...asked));
  }
  listAudit(...asked: Parameters<AuthService['listAudit']>) {
    return answered(() => wire(this.env).service.listAudit(...asked));
  }
  usage(...asked: Parameters<AuthService['usage']>) {
    return answered(() => wire(this.env).service.usage(...asked));
  }
  beginWrite(...asked: Parameters<AuthService['beginWrite']>) {
    return answered(() => wire(this.env).service.beginWrite(...asked));
  }
  endWrite(...asked: Parameters<AuthService['endWrite']>) {
    return answered(() => wire(this.env).service.endWrite(...asked));
  }
}

/** All that the stream may ask. */
export class Standing extends WorkerEntrypoint<AuthEnv> implements KeyStanding {
  ended(...asked: Parameters<KeyStanding['ended']>) {
    return answered(() => wire(this.env).standing.ended(...asked));
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
  async scheduled(_controller, env) {
    const { db, usage } = wire(env);
    await flushUsage(db, usage);
    await forgetOld(db);
  },
} satisfies ExportedHandler<AuthEnv>;
