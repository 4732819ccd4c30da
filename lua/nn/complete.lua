-- complete: Tab at the prompt. What can stand at the cursor, from the text before it and from the values that
-- there are; and the signature of the function whose arguments are being typed.

local core = require "nn.core"
local lookup = require "nn.lookup"
local scan = require "nn.scan"
local info_of, local_of = debug.getinfo, debug.getlocal
local package = package

local complete = { members = lookup.members, resolve = lookup.resolve }

-- ---- choosing -------------------------------------------------------------------------------------

-- The words of the set that go on from what is typed, and all of them. Names that start with _ are private:
-- one has to ask for them.
local function choose(start, typed, set)
  local items, all = {}, lookup.sorted(set)
  for _, word in ipairs(all) do
    if word:sub(1, #typed) == typed and (word:sub(1, 1) ~= "_" or typed ~= "") then
      items[#items + 1] = word
    end
  end
  return start, items, all
end

local function names_in_sight(r)
  local set = {}
  lookup.add_names(set, { value = _G }, ".")
  for word in next, scan.keywords do set[word] = true end
  for _, frame in ipairs(r.open) do
    for name in next, frame.locals do set[name] = true end
  end
  return set
end

-- ---- options --------------------------------------------------------------------------------------

-- Does the documentation write a table of options as argument number `at`? It may give several forms, as in
-- "n:fit(set, options) or n:fit(X, goals, options)".
local function takes_options(signature, at)
  for form in (signature .. " or "):gmatch "(.-) or " do
    local k, skipped = 0, 0
    for parameter in (form:match "%((.*)%)" or form:match "{.*" or ""):gmatch "[^,]+" do
      k = k + 1
      if parameter:find "^[%s%[]*opt" or parameter:find "^[%s%[]*{" then
        if at == k or at == k - skipped then return true end
        break
      end
      if parameter:find "^%s*%[" then skipped = skipped + 1 end
    end
  end
end

local function entry_of(r, last)
  local object = last and lookup.before(r, last)
  return object and lookup.docs()[lookup.documented_name(object)]
end

local function named(list, name)
  for _, option in ipairs(list or {}) do
    if option[1] == name then return option end
  end
end

-- The options that go into the table of frame k, as the documentation lists them, or nil.
local function options_of(r, k, depth)
  local frame, outer = r.open[k], r.open[k - 1]
  if not frame or frame.word ~= "{" or depth > 20 then return end
  local callee = scan.callee(r, frame)
  if callee then
    local entry = entry_of(r, callee)
    return entry and entry.options
  end
  local before = r.words[frame.at - 1]
  if outer.word == "(" and (before == "(" or before == ",") then
    local entry = entry_of(r, scan.callee(r, outer))
    return entry and entry.options and takes_options(entry.signature or "", outer.commas + 1)
      and entry.options
  elseif outer.word == "{" and outer.key and before == "=" then
    local option = named(options_of(r, k - 1, depth + 1), outer.key)
    return option and option.options
  end
end

-- The option whose value the cursor is at, also inside a list of such values; or nil.
local function option_at(r)
  local k = #r.open
  local top, outer = r.open[k], r.open[k - 1]
  if top.word ~= "{" then return end
  if top.key then
    return r.words[r.before] == "=" and named(options_of(r, k, 0), top.key) or nil
  elseif outer.key and outer.word == "{" and r.words[top.at - 1] == "=" and top.separator == r.before then
    return named(options_of(r, k - 1, 0), outer.key)
  end
end

local function option_names(r)
  local top, options = r.open[#r.open], options_of(r, #r.open, 0)
  if not options or top.separator ~= r.before then return end
  local set = {}
  for _, option in ipairs(options) do
    if not top.keys[option[1]] then set[option[1] .. " = "] = true end
  end
  return set
end

-- The values of an option as they are typed, without quotes inside a string.
local function option_values(option, in_string)
  local set = {}
  for _, value in ipairs(option.values or {}) do
    local is_word = type(value) == "string" and value ~= "true" and value ~= "false"
    if is_word or not in_string then
      set[is_word and not in_string and ('"%s"'):format(value) or tostring(value)] = true
    end
  end
  local default = tostring(option[2])
  if not in_string and (default:find "^true" or default:find "^false") then
    set["true"], set["false"] = true, true
  end
  return set
end

-- ---- files and modules ----------------------------------------------------------------------------

-- File names for the string that the cursor is in. Lua knows no ~, so that ~/ becomes the folder it means.
local function files(r, typed)
  local start, set = r.from, {}
  if typed:find "[%c\\]" then return choose(start, typed, set) end
  local home = os.getenv "HOME"
  local folder, word = typed:match "^(.*/)(.*)$"
  folder, word = folder or "", word or typed
  local before = ""
  if folder:sub(1, 2) == "~/" and home then
    folder = home .. folder:sub(2)
    before = folder
  else
    start = start + #folder
  end
  for _, name in ipairs(core.list(folder == "" and "." or folder)) do
    if not name:find("[%c\\" .. r.quote:gsub("%[", "%%]") .. "]")
      and (name:sub(1, 1) ~= "." or word:sub(1, 1) == ".") then
      set[before .. name] = true
    end
  end
  return choose(start, before .. word, set)
end

local function is_readable(path)
  local file <close> = io.open(path)
  return file ~= nil
end

-- Where require looks for what is typed so far: a list of {folder, start of the file's name, its end, start
-- of the module's name}.
local function module_places(typed)
  local stem = typed:match "^(.*%.)" or ""
  local places = {}
  for _, path in ipairs { package.path, package.cpath } do
    for template in tostring(path):gmatch "[^;]+" do
      local head, tail = template:match "^([^?]*)%?([^?]*)$"
      if head then
        local folder, first = (head .. stem:gsub("%.", "/")):match "^(.-)([^/]*)$"
        places[#places + 1] = { folder = folder, first = first, tail = tail, stem = stem }
      end
    end
  end
  return places
end

-- The module that a file or folder at such a place is, or nil: for ?.lua a file, for ?/init.lua a folder.
local function module_at(place, name)
  local first, tail = place.first, place.tail
  if name:sub(1, #first) ~= first then return end
  if name:sub(-1) == "/" then
    if tail:sub(1, 1) ~= "/" or not is_readable(place.folder .. name:sub(1, -2) .. tail) then return end
    name = name:sub(#first + 1, -2)
  else
    if tail == "" or name:sub(-#tail) ~= tail then return end
    name = name:sub(#first + 1, -#tail - 1)
  end
  return name ~= "" and name ~= "init" and not name:find "[.%c]" and place.stem .. name or nil
end

local function modules(r, typed)
  local set = {}
  for _, known in ipairs { package.loaded, package.preload } do
    for name in next, known do
      if type(name) == "string" and not name:find "^nn%." then set[name] = true end
    end
  end
  if typed:find "[%c\\]" then return choose(r.from, typed, {}) end
  for _, place in ipairs(module_places(typed)) do
    for _, name in ipairs(core.list(place.folder == "" and "." or place.folder)) do
      local found = module_at(place, name)
      if found and not found:find "^nn%." then set[found] = true end
    end
  end
  return choose(r.from, typed, set)
end

-- ---- the cursor -----------------------------------------------------------------------------------

-- Names that help knows. What is behind a space is a word of its own for the line editor.
local function topics(start, typed)
  local before, set = typed:match "^(.* )" or "", {}
  for name in next, lookup.docs() do
    if name:sub(1, #before) == before then set[name:sub(#before + 1)] = true end
  end
  return choose(start + #before, typed:sub(#before + 1), set)
end

-- t["…: all keys that are strings, if they can be written so.
local function keys_of(r, object, typed)
  local set = {}
  for _, t in ipairs(object and lookup.tables_of(object.value) or {}) do
    for key in next, t do
      if type(key) == "string" and not key:find '[%c"\'\\%]]' then set[key] = true end
    end
  end
  return choose(r.from, typed, set)
end

local function in_string(r)
  local typed, top, n = r.text:sub(r.from), r.open[#r.open], r.count
  if top.word == "[" and top.at == n and scan.ends_prefix(r, n - 1) then
    return keys_of(r, lookup.before(r, n - 1), typed)
  end
  local callee = top.at == n and scan.callee(r, top) or scan.ends_prefix(r, n) and n
  local name = callee and (lookup.before(r, callee) or {}).name
  if name == "require" then return modules(r, typed) end
  if name == "help" or name == "nn.help" then return topics(r.from, typed) end
  local option = option_at(r)
  local values = option and option_values(option, true) or {}
  if next(values) then return choose(r.from, typed, values) end
  return files(r, typed)
end

local function after_separator(r)
  local set, object = {}, lookup.before(r, r.before - 1)
  if object then lookup.add_names(set, object, r.words[r.before]) end
  return choose(r.start, r.fragment, set)
end

--- What can stand at the end of `text`: where it starts in the text, the words that fit what is typed of
--- it already, sorted, and all words that are possible there.
function complete.at(text)
  local topic = text:match "^%s*%?%s*()"
  if topic then return topics(topic, text:sub(topic)) end
  local r = scan.read(text)
  if r.state == "string" then return in_string(r) end
  if r.state == "comment" or r.blocked then return #text + 1, {}, {} end
  local before = r.kinds[r.before] == "symbol" and r.words[r.before]
  if before == "." or before == ":" then return after_separator(r) end
  local option = option_at(r)
  for _, set in ipairs { option and option_values(option, false) or {}, option_names(r) or {} } do
    local start, items, all = choose(r.start, r.fragment, set)
    if #items > 0 then return start, items, all end
  end
  return choose(r.start, r.fragment, names_in_sight(r))
end

-- ---- the hint -------------------------------------------------------------------------------------

-- The function's name as it is typed up to token i: t.f, but of f(x):g only g.
local function typed_name(r, i)
  if r.kinds[i] ~= "name" then return "function" end
  local first = i
  while (r.words[first - 1] == "." or r.words[first - 1] == ":") and r.kinds[first - 2] == "name" do
    first = first - 2
  end
  return table.concat(r.words, "", first, i)
end

-- name(param, …) of a function that is written in Lua.
local function parameters(r, last, value)
  local info = type(value) == "function" and info_of(value, "u")
  if not info or info_of(value, "S").what == "C" then return end
  local list = {}
  for i = r.words[last - 1] == ":" and 2 or 1, info.nparams do list[#list + 1] = local_of(value, i) end
  if info.isvararg then list[#list + 1] = "..." end
  return ("%s(%s)"):format(typed_name(r, last), table.concat(list, ", "))
end

--- The signature of the innermost known function whose parenthesis or brace is open at the end of the
--- text, or nil.
function complete.hint(text)
  if text:find "^%s*%?" then return end
  local r = scan.read(text)
  for k = #r.open, 2, -1 do
    local callee = scan.callee(r, r.open[k])
    local object = callee and lookup.before(r, callee)
    if object then
      local entry = lookup.docs()[lookup.documented_name(object)]
      local signature = entry and entry.signature and entry.signature:match "[^\n]+"
        or parameters(r, callee, object.value)
      if signature then return signature end
    end
  end
end

return complete
