import { fromLuaString, type LuaState, lua, toLuaString } from './lua.ts';
import { isStatus, RedisError, type Reply } from './reply.ts';

/** Redis' answer as Lua sees it: null is false, a status is a table with `ok`, a number is a double. */
export function pushReply(state: LuaState, reply: Reply): void {
  if (reply === null) lua.lua_pushboolean(state, false);
  else if (typeof reply === 'number') lua.lua_pushnumber(state, reply);
  else if (typeof reply === 'string') lua.lua_pushstring(state, toLuaString(reply));
  else if (isStatus(reply)) pushField(state, 'ok', reply.status);
  else pushItems(state, reply);
}

export function pushItems(state: LuaState, items: readonly Reply[]): void {
  lua.lua_createtable(state, items.length, 0);
  items.forEach((item, index) => {
    pushReply(state, item);
    lua.lua_rawseti(state, -2, index + 1);
  });
}

/** A table with one field: `ok` of a status, `err` of an error. */
export function pushField(state: LuaState, name: string, text: string): void {
  lua.lua_createtable(state, 0, 1);
  lua.lua_pushstring(state, toLuaString(text));
  lua.lua_setfield(state, -2, toLuaString(name));
}

/** What a script returned, by Redis' rules: numbers lose their fraction, false is null, a table ends at its first nil. */
export function popReply(state: LuaState): Reply {
  const reply = replyAt(state, lua.lua_gettop(state));
  lua.lua_settop(state, -2);
  return reply;
}

function replyAt(state: LuaState, index: number): Reply {
  switch (lua.lua_type(state, index)) {
    case lua.LUA_TNUMBER:
      return Math.trunc(lua.lua_tonumber(state, index));
    case lua.LUA_TSTRING:
      return fromLuaString(lua.lua_tostring(state, index));
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index) ? 1 : null;
    case lua.LUA_TTABLE:
      return tableAt(state, index);
    default:
      return null;
  }
}

function tableAt(state: LuaState, index: number): Reply {
  const error = fieldAt(state, index, 'err');
  if (error !== undefined) throw new RedisError(error);
  const status = fieldAt(state, index, 'ok');
  if (status !== undefined) return { status };
  const items: Reply[] = [];
  const nil = 0;
  while (lua.lua_rawgeti(state, index, items.length + 1) !== nil) items.push(popReply(state));
  lua.lua_settop(state, -2);
  return items;
}

/** A text field of a table, if it has one. */
export function fieldAt(state: LuaState, index: number, name: string): string | undefined {
  const type = lua.lua_getfield(state, index, toLuaString(name));
  const text = type === lua.LUA_TSTRING ? fromLuaString(lua.lua_tostring(state, -1)) : undefined;
  lua.lua_settop(state, -2);
  return text;
}
